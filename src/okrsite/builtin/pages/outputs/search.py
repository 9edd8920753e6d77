"""Search: every thing of the site by its words, as scripts that the browser searches by itself.

The same goals that the pages show, for the same audience; without JavaScript the page leads to the
lists of everything. What was told in check-ins comes in scripts of its own, the newest first, which
the browser asks for after the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from okrsite.api.pages import (
    Anchor,
    File,
    Page,
    PageContext,
    PageKind,
    in_pages,
)
from okrsite.builtin.pages.js_data import DATA, call
from okrsite.builtin.pages.outputs.things import Thing, checkin_things, things
from okrsite.pipeline.present.paths import (
    CYCLES,
    KPIS,
    OBJECTIVES,
    PAGES,
    PEOPLE,
    SEARCH,
    TEAMS,
)

PART = 1500
PART_OF_TEXT = 150_000
KINDS = ("objective", "key_result", "kpi", "team", "person", "cycle", "page", "checkin")
_LISTS = (OBJECTIVES, KPIS, TEAMS, PEOPLE, CYCLES, PAGES)


class SearchView(Struct, frozen=True):
    """The page of the search, and the lists that stand in for it."""

    title: str
    lists: tuple[Anchor, ...]


def search_view(ctx: PageContext, _: str) -> SearchView:
    """The page of the search."""
    lists = (Anchor(ctx.words[f"nav.{_name(path)}"], ctx.href(path)) for path in _LISTS)
    return SearchView(ctx.words["search.title"], tuple(lists))


def _name(path: str) -> str:
    return path.removesuffix(".html")


def _words(ctx: PageContext, further: int) -> dict[str, object]:
    """What the search says while it is used; `further` scripts hold what check-ins told."""
    words = ctx.words
    plain = ("label", "hint", "close", "loading", "nothing", "older")
    return {
        "further": further,
        **{name: words[f"search.{name}"] for name in plain},
        "results": words.forms("search.results"),
        "kinds": {kind: words[f"search.kind_{kind}"] for kind in KINDS},
    }


def by_size(found: Sequence[Thing]) -> list[list[Thing]]:
    """Things in stretches that make scripts of a good size, however much each of them says."""
    parts: list[list[Thing]] = []
    # As if a part were full, so that the first thing begins one.
    length = PART_OF_TEXT
    for thing in found:
        size = len(thing.text) + len(thing.title) + len(thing.path) + len(thing.under)
        if length + size > PART_OF_TEXT or len(parts[-1]) == PART:
            parts.append([])
            length = 0
        parts[-1].append(thing)
        length += size
    return parts


def _things(ctx: PageContext) -> list[Thing]:
    return list(things(ctx))


def _checkin_parts(ctx: PageContext) -> list[list[Thing]]:
    return by_size(list(checkin_things(ctx)))


def names(ctx: PageContext) -> Iterator[Page | File]:
    """The page, and what it searches in as many scripts as it needs."""
    title = ctx.words["search.title"]
    yield Page("search", SEARCH, "search.html", title, section="search")
    for number in range(1, len(in_pages(ctx.once(_things), PART)) + 1):
        yield File(f"things/{number}", f"{DATA}/search-{number}.js")
    for number in range(1, len(ctx.once(_checkin_parts)) + 1):
        yield File(f"told/{number}", f"{DATA}/search-checkins-{number}.js")


def content(ctx: PageContext, name: str) -> bytes:
    """One of the scripts; the first one also has the words of the search."""
    kind, _, place = name.partition("/")
    number, parts = int(place), in_pages(ctx.once(_things), PART)
    if kind == "told":
        return call("okrsiteSearch", len(parts), None, ctx.once(_checkin_parts)[number - 1])
    words = _words(ctx, len(ctx.once(_checkin_parts))) if number == 1 else None
    return call("okrsiteSearch", len(parts), words, parts[number - 1])


KIND = PageKind(
    name="search", title="Search", names=names, view=search_view, content=content, order=1000
)
