"""The difference of two small sites, each from typed text."""

from functools import cache

import pytest

from okrsite.builtin.example import BASE
from okrsite.commands.workspace import shipped_plugins
from okrsite.hooks.host import collect
from okrsite.pipeline.compare.difference import difference
from okrsite.pipeline.compare.state import SiteFiles, state_of
from okrsite.pipeline.discover import discover
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.settings import PATH as SETTINGS
from okrsite.pipeline.settings import read_settings


@cache
def _shipped():
    return collect(shipped_plugins())[0]


@cache
def _parsed(path, text):
    return parse(path, text.encode(), Markdown(()))


def state(name, files, audience="confidential", only=None):
    settings, mistakes = read_settings(files.get(SETTINGS, "").encode())
    found = discover(path for path in files if path != SETTINGS)
    paths = found.documents if only is None else [path for path in found.documents if path in only]
    documents = tuple(_parsed(path, files[path]) for path in paths)
    content = SiteFiles(settings, documents, findings=(*mistakes, *found.findings))
    return state_of(name, content, _shipped(), audience, settings.build.today)


def differing(before, after):
    return frozenset(
        path for path in {*before, *after} - {SETTINGS} if before.get(path) != after.get(path)
    )


def _difference_of(before, after, audience="confidential", only=None):
    return difference(
        state("main", before, audience, only),
        state("HEAD", after, audience, only),
        differing(before, after),
        is_shallow=False,
        narrowed=audience != "confidential",
    )


@pytest.fixture
def diff():
    """The difference that files make which are laid over the example; None takes one away."""

    def of(changed, base=None, audience="confidential"):
        before = {**BASE, **(base or {})}
        after = {path: text for path, text in {**before, **changed}.items() if text is not None}
        return _difference_of(before, after, audience)

    return of


@pytest.fixture
def told(diff):
    """The changes of `diff` as rows: kind, name, change, before, after, direction."""

    def of(changed, base=None, audience="confidential"):
        return [
            (
                change.kind,
                f"{change.id}#{change.key_result}".rstrip("#"),
                change.change,
                change.before,
                change.after,
                change.direction,
            )
            for change in diff(changed, base, audience).changes
        ]

    return of


@pytest.fixture
def difference_of():
    """The difference of two sites, or of those of their documents that are at `only`."""
    return _difference_of
