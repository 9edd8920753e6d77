"""Whole sites from typed text: scored, dressed in the shipped theme, and rendered."""

import builtins
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache, cached_property
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
from okrsite.pipeline.make import PageMaker, made, view_of
from okrsite.pipeline.parse import parse
from okrsite.pipeline.present import navigation_of, present
from okrsite.pipeline.present.as_of import days_of
from okrsite.pipeline.present.frame import framer
from okrsite.pipeline.present.ledger import Ledger
from okrsite.pipeline.present.site import Site
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.render import renderer
from okrsite.pipeline.resolve import resolve
from okrsite.pipeline.settings import read_settings

# A law holds or does not; how long an example takes on a busy machine says nothing about it.
hypothesis_settings.register_profile("okrsite", deadline=None)
hypothesis_settings.load_profile("okrsite")

TODAY = date(2026, 11, 20)
QUARTER = "title = 'Fourth quarter'\nstart = 2026-10-01\nend = 2026-12-31"


@pytest.fixture(autouse=True, scope="session")
def floats_are_not_added_by_sum():
    """`sum` of floats gives another figure since Python 3.12; ours are added by `math.fsum`."""

    def checked_sum(values, /, start=0):
        kept = list(values)
        caller = sys._getframe(1).f_globals.get("__name__", "")  # noqa: SLF001 - who adds them
        if caller.startswith("okrsite") and any(isinstance(value, float) for value in kept):
            pytest.fail(f"{caller} adds floats by sum")
        return plain_sum(kept, start)

    plain_sum = builtins.sum
    builtins.sum = checked_sum
    yield
    builtins.sum = plain_sum


@pytest.fixture(scope="session", autouse=True)
def own_caches(tmp_path_factory):
    """The key of the caches is one of the tests, and not that of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        patch.delenv("OKRSITE_CACHE_KEY", raising=False)
        yield


class ShownSite:
    """A site with all that a reader gets of it: its pages by path, as values and as text."""

    def __init__(self, site, kinds=KINDS):
        self.site = replace(site, navigation=navigation_of(kinds))
        self.ledger = Ledger(self.site)
        presented = present(self.ledger, kinds, {})
        self.pages = {output.path: output for output in presented.files}
        self.findings = presented.findings

    def view(self, path):
        return view_of(self.ledger, self.pages[path])

    def frame(self, path):
        return framer(self.site)(self.pages[path].entry)

    def content(self, path):
        maker = PageMaker(self.ledger, framer(self.site), self._render, {}, days_of(self.site))
        return made(maker, self.pages[path]).content

    def html(self, path):
        return self.content(path).decode()

    def everything(self):
        """Every page by its path, as text."""
        return {path: self.html(path) for path in self.pages}

    @cached_property
    def _render(self):
        theme = self.site.theme
        return _render() if theme is _theme() else renderer(theme)


def ask(site, function, *arguments):
    """What a function of the context of a page gives for a site."""
    return Ledger(site).ask("index.html", function, *arguments).value


@cache
def _theme():
    return read_theme(Path("no-such-folder"), ThemeSettings(), "en")


@cache
def _render():
    return renderer(_theme())


def site_of(
    files, *, settings="", today=TODAY, findings=(), language="en", assets=(), shown=(), words=None
):
    """A site from files by their path below the content; without `+++` they are front matter.

    `shown` are the codes of findings that the files are meant to have; in another language its
    `words` are English ones where none are given.
    """
    markdown = Markdown()
    every = {"cycles/q4.md": QUARTER, **files}
    documents = [
        parse(f"content/{path}", _text(path, text).encode(), markdown)
        for path, text in every.items()
    ]
    mistakes = [
        str(finding)
        for document in documents
        for finding in document.findings
        if finding.code not in shown
    ]
    assert not mistakes, mistakes
    read, wrong = read_settings(dedent(settings).encode())
    assert not wrong, wrong
    forest, _ = resolve(tuple(documents), read, read.build.audience)
    forest = replace(forest, assets=frozenset(assets))
    scorers = {scorer.name: scorer for scorer in okrsite_scorers()}
    scored, _ = compute(forest, today, scorers)
    theme = _theme()
    if language != "en":
        theme = replace(theme, words=words or replace(theme.words, language=language))
    return Site(
        scored=scored,
        theme=theme,
        findings=tuple(findings),
        scorers=scorers,
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
def asked():
    """Asks a function of the context of a page: `asked(site, function, *arguments)`."""
    return ask


@pytest.fixture(scope="session")
def show():
    """Shows the pages of a site that is there already: `show(site, kinds)`."""
    return ShownSite


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


class Clone:
    """A folder with a repository, whose files a test writes and commits."""

    def __init__(self, folder, place=""):
        self.folder, self.site = folder, folder / place
        self.site.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments, day="2026-11-01"):
        name = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
        done = subprocess.run(
            ["git", *name, *arguments],
            cwd=self.folder,
            env={**os.environ, "GIT_COMMITTER_DATE": f"{day}T12:00:00+0000"},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def write(self, files):
        for path, text in files.items():
            target = self.site / path
            if text is None:
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")

    def commit(self, files, message="Change it", author="Ada <ada@example.org>", day="2026-11-01"):
        self.write(files)
        self.git("add", "--all")
        said = ("--author", author, "-m", message)
        self.git("commit", "--quiet", "--allow-empty", *said, day=day)


@pytest.fixture
def repository():
    """Makes a `Clone` in a folder, whose site lies at a place in it."""
    return Clone
