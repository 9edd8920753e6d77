"""A small company whose site can be built again and again, whole and for real."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from okrsite.builtin.example import BASE
from okrsite.commands.build import BuildOptions, build
from okrsite.commands.workspace import open_workspace
from okrsite.model.extensions import BuildResult

Tree = dict[str, bytes]


def tree_of(folder: Path) -> Tree:
    """Every file below a folder by its path, links and modes told apart."""
    found: Tree = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(path.readlink())
        elif path.is_dir():
            found[f"{name}/"] = oct(path.stat().st_mode).encode()
        else:
            found[name] = oct(path.stat().st_mode).encode() + b" " + path.read_bytes()
    return found


class Company:
    """A site's folder in which files come, change and go."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.root.mkdir(parents=True, exist_ok=True)
        self.write(BASE)

    @property
    def site(self) -> Path:
        """The output folder."""
        return self.root / "site"

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files by their paths; None removes one."""
        for path, content in files.items():
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                target.unlink(missing_ok=True)
            elif isinstance(content, bytes):
                target.write_bytes(content)
            else:
                target.write_text(content, encoding="utf-8", newline="")

    def build(self, **options: object) -> BuildResult:
        """Build in this process."""
        given: dict[str, object] = {"jobs": 1, "output": self.site, **options}
        return build(open_workspace(self.root), BuildOptions(**given))  # type: ignore[arg-type]

    def shown(self) -> Tree:
        """The site as it is on show."""
        return tree_of(self.site)

    def run(
        self, *arguments: str, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the command line as a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "okrsite", *arguments],
            cwd=cwd or self.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """A company in a fresh folder."""
    return Company(tmp_path / "company")


@pytest.fixture
def another(tmp_path: Path) -> Company:
    """The same company in another folder."""
    return Company(tmp_path / "elsewhere" / "with ümlaut" / "another")
