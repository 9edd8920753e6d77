"""What is installed is whole: from a wheel, a source archive or a checkout, in any folder."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIBRARIES = sysconfig.get_path("purelib")
INSIDE = (
    "okrsite/themes/default/theme.toml",
    "okrsite/locales/en.toml",
    "okrsite/commands/new/kpi_catalogue.toml",
    "okrsite/commands/new/templates/rule.py.template",
    "okrsite/commands/init/templates/okrsite.toml",
    "okrsite/builtin/pages/outputs/cards/fonts/NotoSans-Medium.ttf",
    "okrsite/builtin/pages/outputs/cards/fonts/OFL.txt",
    "okrsite/py.typed",
)


def tracked() -> list[str]:
    """Every file of the checkout that somebody committed; none where git knows nothing of it."""
    listed = ["git", "ls-files", "-z"]
    told = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=False)
    return [name for name in told.stdout.split("\0") if name and (ROOT / name).is_file()]


def run(*arguments: object, cwd: Path, path: str = "") -> str:
    environment = {**os.environ, "PYTHONPATH": path, "PIP_NO_INDEX": "1"}
    told = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def build(target: str, source: Path, folder: Path) -> Path:
    before = set(folder.iterdir())
    run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder, cwd=source)
    (made,) = set(folder.iterdir()) - before
    return made


def prove(python: str, path: str, expected: Path, folder: Path) -> None:
    """Make, check and build a new site with the okrsite that is found there, far from its code."""

    def okrsite(*arguments: str) -> str:
        return run(python, "-m", "okrsite", *arguments, cwd=folder, path=path)

    folder.mkdir()
    where = run(python, "-c", "import okrsite; print(okrsite.__file__)", cwd=folder, path=path)
    assert Path(where.strip()).is_relative_to(expected)
    okrsite("init", ".", "--title", "Lanternleaf", "--team", "Support")
    okrsite("new", "kpi", "--from", "mrr", "--min", "1", "--owner", "ada")
    okrsite("new", "rule", "short-titles")
    okrsite("check")
    okrsite("build")
    assert "Lanternleaf" in (folder / "site/index.html").read_text()
    assert list((folder / "site").rglob("*.css"))


def test_the_wheel_builds_a_site_from_another_folder(tmp_path) -> None:
    (tmp_path / "made").mkdir()
    wheel = build("wheel", ROOT, tmp_path / "made")
    installed = tmp_path / "installed"
    shutil.unpack_archive(wheel, installed, "zip")
    names = {str(path.relative_to(installed)) for path in installed.rglob("*") if path.is_file()}
    assert [name for name in INSIDE if name not in names] == []
    templates = {path.name for path in (ROOT / "themes/default").rglob("*") if path.is_file()}
    assert templates <= {name.rpartition("/")[2] for name in names}
    assert [name for name in names if "__pycache__" in name or name.startswith("tests")] == []
    prove(sys.executable, str(installed), installed, tmp_path / "site")


@pytest.mark.slow
def test_the_source_archive_makes_the_same_wheel(tmp_path) -> None:
    (tmp_path / "made").mkdir()
    archive = build("sdist", ROOT, tmp_path / "made")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    lost = [path for path in tracked() if not (source / path).is_file()]
    assert lost == []
    wheel = build("wheel", source, tmp_path / "made")
    (tmp_path / "direct").mkdir()
    direct = build("wheel", ROOT, tmp_path / "direct")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(direct) as other:
        assert sorted(one.namelist()) == sorted(other.namelist())
    shutil.unpack_archive(wheel, tmp_path / "installed", "zip")
    prove(sys.executable, str(tmp_path / "installed"), tmp_path / "installed", tmp_path / "site")


@pytest.mark.slow
def test_an_editable_install_builds_a_site_from_another_folder(tmp_path) -> None:
    source = tmp_path / "source"
    shutil.copytree(ROOT / "src", source / "src")
    shutil.copytree(ROOT / "themes", source / "themes")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "env", cwd=tmp_path)
    python = tmp_path / "env/bin/python"
    run(
        *(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps"),
        *("--no-build-isolation", "--editable", source),
        cwd=tmp_path,
        path=LIBRARIES,
    )
    # The new environment has no libraries of its own; a path shows it those of this one, and
    # nothing that is installed here as editable.
    prove(str(python), LIBRARIES, source, tmp_path / "site")
