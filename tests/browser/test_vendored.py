"""The files of others in the theme are what their makers published, made anew and compared."""

import hashlib
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THEME = ROOT / "themes/default"


def vendored():
    return tomllib.loads((THEME / "VENDORED.toml").read_text("utf-8"))["file"]


@pytest.mark.parametrize("file", vendored(), ids=lambda file: file["name"])
def test_a_file_is_what_the_list_says_and_its_licence_goes_with_it(file) -> None:
    content = (THEME / file["path"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == file["sha256"]
    licences = " ".join((THEME / "LICENCES.txt").read_text("utf-8").split())
    assert " ".join(file["licence_text"].split()) in licences


@pytest.mark.slow
def test_the_bundle_is_made_anew_and_is_the_same(browser_files, tmp_path) -> None:
    if not (browser_files / "node_modules/.bin/esbuild").exists() and shutil.which("npm") is None:
        pytest.skip("needs npm, which brings esbuild")
    place = tmp_path / "tests/browser"
    place.mkdir(parents=True)
    for name in ("package.json", "node_modules"):
        (place / name).symlink_to(browser_files / name)
    done = subprocess.run(["npm", "run", "bundle"], cwd=place, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    for file in (file for file in vendored() if file["made_by"].startswith("esbuild")):
        made = (tmp_path / "themes/default" / file["path"]).read_bytes()
        assert made == (THEME / file["path"]).read_bytes()
