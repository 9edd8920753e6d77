"""Promise 22: what is remembered was written by us, and anything else costs only time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from okrsite.builtin.example import page_text
from okrsite.effects import cache_file

if TYPE_CHECKING:
    from conftest import Company

# As long as each other, so that a cache stays well-formed where one replaces the other.
SAID = b"The harmless words of a page that nobody minds."
EVIL = b"<img src=x onerror=alert(document.cookie)>".ljust(len(SAID), b" ")
ATTACKER, OURS = "the attacker's own key" * 2, "the secret of the workflow" * 2


@pytest.fixture
def forged(company: Company, monkeypatch: pytest.MonkeyPatch) -> Company:
    """A company with a cache in which a page says something else, as an attacker makes it.

    The attacker knows the format, the code and the content, and everything but the key.
    """
    real, saved = cache_file.save, []

    def save(root: Path, name: str, stamp: bytes, content: Any) -> None:
        saved.append(name)
        data = msgspec.msgpack.encode(content).replace(SAID, EVIL)
        real(root, name, stamp, msgspec.Raw(data))

    company.write({"content/pages/words.md": page_text("Words", SAID.decode())})
    monkeypatch.setenv("OKRSITE_CACHE_KEY", ATTACKER)
    with monkeypatch.context() as patch:
        patch.setattr(cache_file, "save", save)
        company.build()
    shutil.rmtree(company.site)
    assert "documents" in saved
    return company


def by_tar(folder: Path, place: Path) -> None:
    archive = place.with_suffix(".tar")
    with tarfile.open(archive, "w") as tar:
        tar.add(folder, ".")
    subprocess.run(["tar", "-xf", archive, "-C", place], check=True)


def by_unzip(folder: Path, place: Path) -> None:
    archive = place.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(folder.rglob("*")):
            packed.write(path, path.relative_to(folder))
    if not shutil.which("unzip"):
        pytest.skip("unzip is not installed")
    subprocess.run(["unzip", "-q", archive, "-d", place], check=True)


def by_git(folder: Path, place: Path) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-C", str(folder)]
    for arguments in (["init", "-q"], ["add", "-Af", "."], ["commit", "-qm", "Forge"]):
        subprocess.run([*git, *arguments], check=True)
    subprocess.run(["git", "clone", "-q", str(folder), str(place)], check=True)


WAYS = {"tar": by_tar, "unzip": by_unzip, "git": by_git}


@pytest.mark.parametrize("way", WAYS)
def test_a_cache_that_came_with_the_files_puts_nothing_into_pages(
    forged: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    carry: Callable[[Path, Path], None] = WAYS[way]
    there = type(forged)(tmp_path / way)
    shutil.rmtree(there.root)
    there.root.mkdir()
    carry(forged.root, there.root)
    for key in (None, OURS, "short"):
        monkeypatch.delenv("OKRSITE_CACHE_KEY")
        if key:
            monkeypatch.setenv("OKRSITE_CACHE_KEY", key)
        assert SAID in page(there)
        assert b"onerror" not in page(there)
        monkeypatch.setenv("OKRSITE_CACHE_KEY", ATTACKER)
    assert (there.root / ".okrsite/documents").exists()


def test_with_its_key_such_a_cache_would_be_believed(forged: Company) -> None:
    """Or the others would prove nothing."""
    assert b"onerror" in page(forged)


def test_ci_gets_its_own_cache_back_in_another_folder(
    company: Company, another: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OKRSITE_CACHE_KEY", OURS)
    company.write({"content/pages/words.md": page_text("Words", SAID.decode())})
    company.build()
    shutil.copytree(company.root, another.root, dirs_exist_ok=True)
    shutil.rmtree(another.site)
    read = read_documents(another, OKRSITE_CACHE_KEY=OURS)
    assert read == 0
    assert read_documents(another, OKRSITE_CACHE_KEY=ATTACKER) > 0


def page(company: Company) -> bytes:
    """The page in question, made anew."""
    shutil.rmtree(company.site, ignore_errors=True)
    company.build()
    return (company.site / "pages/words.html").read_bytes()


COUNTING = """
import sys
from okrsite import cli
from okrsite.effects import documents
real, read = documents.parse, []
documents.parse = lambda *given: read.append(given) or real(*given)
code = cli.run(["build", "-q", "--jobs", "1"])
print(len(read))
sys.exit(code)
"""


def read_documents(company: Company, **environment: str) -> int:
    """How many documents a build parses, since it does not remember them."""
    done = subprocess.run(
        [sys.executable, "-c", COUNTING],
        cwd=company.root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout.splitlines()[-1])
