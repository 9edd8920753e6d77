"""Every kind of edit reaches the site, and only the pages that say it are made anew."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from okrsite.builtin.example import (
    BASE,
    OBJECTIVE,
    SERIES,
    SETTINGS,
    objective_text,
    page_text,
)

if TYPE_CHECKING:
    from conftest import Company

PLUGIN = """
from msgspec import Struct
from okrsite.api import Kpi, Objective, hookimpl
from okrsite.api.pages import File, Page, PageKind

class Board(Struct, frozen=True):
    words: str

def names(ctx):
    yield Page("page", "board.html", "board.html", "Board")
    yield File("file", "board.txt")

def count(ctx):
    return len(ctx.ids(Objective)) + sum(kpi.title.count("a") for kpi in ctx.all(Kpi))

def view(ctx, name):
    return Board(f"{word} {{ctx.once(count)}}")

def content(ctx, name):
    note = ctx.file("content/pages/note.txt") if ctx.has_asset("content/pages/note.txt") else b""
    return b"{word}" + note

@hookimpl
def okrsite_pages():
    templates = {{"board.html": "<p>{{{{ page.words }}}} {word}</p>"}}
    kind = PageKind(
        name="board", title="Board", names=names, view=view, content=content, templates=templates
    )
    return [kind]
"""


def settings_of(title: str, *, plugin: bool) -> str:
    return BASE[SETTINGS].replace("Example", title) + ("\n[plugins.board]\n" if plugin else "")


FIRST = {"plugins/board.py": PLUGIN.format(word="first")}


def own(company: Company) -> dict[str, bytes]:
    """The site without what stays of the generation before, and the line that says so."""
    shown = company.shown()
    marker = (company.site / ".okrsite-site").read_text().splitlines()
    kept = [line[2:] for line in marker if line.startswith("- ")]
    shown[".okrsite-site"] = "\n".join(line for line in marker if line[0] != "-").encode()
    return {path: content for path, content in shown.items() if path not in kept}


def check(company: Company, edits: list[dict[str, str | bytes | None]]) -> None:
    company.write(FIRST)
    company.build()
    for edit in edits:
        company.write(edit)
        result = company.build()
        with TemporaryDirectory() as place:
            clean = type(company)(Path(place) / "clean")
            for folder in ("content", "plugins", "themes"):
                shutil.rmtree(clean.root / folder, ignore_errors=True)
                if (company.root / folder).exists():
                    shutil.copytree(company.root / folder, clean.root / folder)
            shutil.copy(company.root / SETTINGS, clean.root / SETTINGS)
            expected = clean.build()
            assert [str(finding) for finding in result.findings] == [
                str(e) for e in expected.findings
            ]
            assert (result.pages == 0) == (expected.pages == 0)
            if expected.pages:
                assert own(company) == own(clean)


def test_every_kind_of_change_reaches_the_site(company: Company) -> None:
    edits: list[dict[str, str | bytes | None]] = [
        {SETTINGS: settings_of("ant", plugin=True)},
        {"plugins/board.py": PLUGIN.format(word="bee")},
        {"themes/default/static/style.css": "body {}"},
        {"themes/default/templates/404.html": "<p>gone</p>"},
        {"content/pages/a.md": page_text("A", "![x](a.png)"), "content/pages/a.png": b"1"},
        {"content/pages/a.png": b"22"},
        {"content/pages/a.md": None},
        {OBJECTIVE: None, "content/objectives/deep/keep-customers.md": objective_text()},
        {SERIES: None},
        {"themes/default/static/style.css": None},
        {SETTINGS: BASE[SETTINGS]},
    ]
    check(company, edits)
    company.write({SETTINGS: settings_of("ant", plugin=True)})
    company.write({"plugins/board.py": PLUGIN.format(word="cat")})
    company.build()
    assert (company.site / "board.txt").read_bytes() == b"cat"
    assert (company.site / "board.html").read_bytes() == b"<p>cat 1 cat</p>"


def test_one_edit_makes_only_the_pages_that_say_it(company: Company) -> None:
    many = {f"content/objectives/g{n}.md": objective_text(f"Goal {n}") for n in range(20)}
    company.write(many)
    company.build()
    company.write({"content/objectives/g7.md": objective_text("Goal 7", body="Another reason.")})
    assert 0 < company.build().written < 6
    assert company.build().written == 0
    assert company.build(is_fresh=True).written > 20


def test_a_plugin_edited_twice_in_a_second_is_the_newest(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    company.write({SETTINGS: settings_of("ant", plugin=True)})
    for word in ("ant", "bee", "cat"):
        company.write({"plugins/board.py": PLUGIN.format(word=word)})
        company.build()
        assert (company.site / "board.txt").read_bytes() == word.encode()
    assert [path.name for path in (company.root / "plugins").iterdir()] == ["board.py"]
