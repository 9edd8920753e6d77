"""A command line that runs in this process, and a small site to run it on."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from okrsite import cli
from okrsite.builtin.rules.placeholders import MISSION, SENTENCES

TODAY = date(2026, 11, 20)


class Said(NamedTuple):
    """What a command line said, and how it ended."""

    exit: int
    out: str
    err: str


@pytest.fixture
def okrsite(capfd, monkeypatch) -> Callable[..., Said]:
    """Runs `okrsite ARGUMENTS...` in the current folder, for a terminal of the usual width."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: object) -> Said:
        capfd.readouterr()
        code = cli.run([str(argument) for argument in arguments])
        return Said(code, *capfd.readouterr())

    return run


@pytest.fixture
def site(okrsite, tmp_path, monkeypatch) -> Path:
    """The site that `init` makes, on a Friday in the middle of a quarter; one stands in it."""
    folder = tmp_path / "goals"
    monkeypatch.setattr("okrsite.commands.init.today_in", lambda _: TODAY)
    assert okrsite("init", folder, "--title", "Lanternleaf", "--team", "Support").exit == 0
    settings = folder / "okrsite.toml"
    for path in (settings, *folder.rglob("*.md")):
        path.write_text(_in_own_words(path.read_text()))
    settings.write_text(f"{settings.read_text()}\n[build]\ntoday = {TODAY}\n")
    monkeypatch.chdir(folder)
    return folder


def _in_own_words(text: str) -> str:
    for sentence in (*SENTENCES, MISSION):
        words = map(re.escape, sentence.split())
        text = re.sub(r"\s+".join(words), "It is our own.", text)
    return text


@pytest.fixture
def write(site) -> Callable[[str, str], None]:
    """Writes a file of the site."""

    def put(path: str, text: str) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")

    return put
