"""Every page is valid HTML, whatever its titles are and whichever way its language runs.

vnu judges the pages, the drawings in them and the icon. Not the style sheets: it does not know
container queries, nor the properties of drawings. What it warns of is held as an error; only which
language a page is written in it may not guess, since a company's texts are in the company's own.
"""

import json
import shutil
import subprocess

import pytest

pytestmark = pytest.mark.slow
NEARBY = "-Dnu.validator.servlet.allow-forbidden-hosts=true"  # lets vnu ask this machine
OPTIONS = ["--no-langdetect", "--also-check-svg", "--stdout", "--exit-zero-always"]


@pytest.fixture(scope="module")
def vnu(judges):
    """Judges files and addresses: what is wrong with them, by place."""
    if shutil.which("java") is None:
        pytest.skip("needs java, which Debian has as default-jre-headless")
    jar = judges / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-Xss16m", NEARBY, "-jar", str(jar), *OPTIONS, "--format", "json"]

    def judge(*places):
        done = subprocess.run([*command, *places], capture_output=True, check=False, timeout=600)
        assert done.returncode == 0, done.stderr.decode()[-2000:]
        found = json.loads(done.stdout)["messages"]
        return [
            (message.get("url"), message["message"], message.get("extract")) for message in found
        ]

    return judge


@pytest.fixture(scope="module")
def wrong(vnu, hosted):
    """What is wrong with the pages of a folder, as their host gives them; the first of it."""

    def judge(folder):
        paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
        assert paths
        return vnu(*(hosted(folder) + path for path in paths))[:10]

    return judge


def test_every_page_of_the_example_is_valid(wrong, example) -> None:
    assert wrong(example) == []


def test_every_page_is_valid_whatever_its_titles_are(wrong, hostile) -> None:
    assert wrong(hostile) == []


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_page_is_valid_in_another_language(wrong, example_changed, language) -> None:
    spoken = f'language = "{language}"'
    assert wrong(example_changed(lambda text: text.replace('language = "en"', spoken))) == []


def test_a_page_that_is_not_valid_is_found(wrong, tmp_path) -> None:
    page = "<!DOCTYPE html><html lang=en><title>A</title><p id=a><p id=a>"
    (tmp_path / "index.html").write_text(page)
    assert "Duplicate ID" in wrong(tmp_path)[0][1]


def test_the_icon_is_valid(vnu, example) -> None:
    assert vnu(*map(str, example.glob("assets/*.svg"))) == []
