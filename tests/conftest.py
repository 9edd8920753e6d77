"""Whole sites from typed text: scored, dressed in the shipped theme, and rendered."""

import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import settings as hypothesis_settings
from msgspec.structs import replace

from okrsite.builtin.pages import KINDS
from okrsite.builtin.scorers import okrsite_scorers
from okrsite.effects.themes import read_theme
from okrsite.model.settings import ThemeSettings
from okrsite.pipeline.compute import compute
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.page_kind import File
from okrsite.pipeline.parse import parse
from okrsite.pipeline.present import Site, frame, present
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.render import renderer
from okrsite.pipeline.resolve import resolve
from okrsite.pipeline.settings import read_settings

# A law holds or does not; how long an example takes on a busy machine says nothing about it.
hypothesis_settings.register_profile("okrsite", deadline=None)
hypothesis_settings.load_profile("okrsite")

TODAY = date(2026, 11, 20)
QUARTER = "title = 'Fourth quarter'\nstart = 2026-10-01\nend = 2026-12-31"


class ShownSite:
    """A site with all that a reader gets of it: its pages by path, as values and as text."""

    def __init__(self, site):
        self.site = site
        self.pages = {file.path: file for file in present(site).files}

    def view(self, path):
        return self.pages[path].view()

    def html(self, path):
        page = self.pages[path]
        if isinstance(page, File):
            return page.content().decode()
        return _render()(page.template, frame(self.site, page), page.view()).decode()

    def everything(self):
        """Every page by its path, as text."""
        return {path: self.html(path) for path in self.pages}


@cache
def _theme():
    return read_theme(Path("no-such-folder"), ThemeSettings(), "en")


@cache
def _render():
    return renderer(_theme())


def site_of(files, *, settings="", today=TODAY, findings=(), language="en", assets=()):
    """A site from files by their path below the content; without `+++` they are front matter."""
    markdown = Markdown()
    every = {"cycles/q4.md": QUARTER, **files}
    documents = [
        parse(f"content/{path}", _text(path, text).encode(), markdown)
        for path, text in every.items()
    ]
    mistakes = [str(finding) for document in documents for finding in document.findings]
    assert not mistakes, mistakes
    read, wrong = read_settings(dedent(settings).encode())
    assert not wrong, wrong
    forest, _ = resolve(tuple(documents), read, read.build.audience)
    forest = replace(forest, assets=frozenset(assets))
    scored, _ = compute(forest, today, {scorer.name: scorer for scorer in okrsite_scorers()})
    theme = _theme()
    if language != "en":
        theme = replace(theme, words=replace(theme.words, language=language))
    return Site(
        scored=scored,
        theme=theme,
        extensions=Extensions(pages={kind.name: kind for kind in KINDS}),
        findings=tuple(findings),
        version="1.0",
    )


def _text(path, text):
    text = dedent(text).strip()
    is_whole = path.endswith((".csv", ".toml")) or text.startswith("+++")
    return text if is_whole else f"+++\n{text}\n+++\n"


@pytest.fixture(scope="session")
def sited():
    """Makes a site from texts: `sited(files, settings=..., today=...)`."""
    return site_of


@pytest.fixture(scope="session")
def shown():
    """Makes a site from texts and shows its pages."""
    return lambda *given, **named: ShownSite(site_of(*given, **named))


@pytest.fixture(scope="session")
def effort():
    """Counts the lines of Python that some work takes: `effort(work)`, the same on any machine."""
    return _lines_of


def _lines_of(work):
    counted = Counter()

    def trace(frame, event, _):
        counted[event] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return counted["line"] + counted["call"]
