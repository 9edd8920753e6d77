"""Alignment: which goal helps which, as one nested list from the company's goals downwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from okrsite.api.pages import (
    ALIGNMENT,
    OBJECTIVES,
    Anchor,
    File,
    Page,
    PageKind,
    Paging,
    Site,
    href,
    in_pages,
    numbered,
    objective_link,
    paging,
    root_of,
)
from okrsite.builtin.pages.alignment_index import OUTLINE, Outline, alignment_tabs, outline
from okrsite.builtin.pages.alignment_rows import AlignmentRow, Listing, rows_of
from okrsite.builtin.pages.alignment_tree import DEEPEST, Place, current, places
from okrsite.builtin.pages.js_data import DATA, call
from okrsite.builtin.pages.kpis import Tab
from okrsite.builtin.pages.objectives import INDEX, in_order, is_light

PAGE_SIZE = 250


class AlignmentView(Struct, frozen=True, kw_only=True):
    """One page of the alignment; `above` are the goals over its first one.

    `past` leads to the goals of cycles that are over. `explorer` leads from the other pages to the
    first, which filters; `index` and `later` are the addresses of what it knows of all goals: those
    of `later`, with a space between, when the page stands there.
    """

    title: str
    tabs: tuple[Tab, ...]
    past: Anchor | None
    above: tuple[Anchor, ...]
    rows: tuple[AlignmentRow, ...]
    paging: Paging | None
    explorer: str
    index: tuple[str, ...]
    later: str


class AlignmentRowsView(Struct, frozen=True):
    """The rows of one page as the first page takes them in when they are filtered."""

    number: str
    first: str
    rows: tuple[AlignmentRow, ...]


def alignment_view(site: Site, listing: Listing, number: int) -> AlignmentView:
    """A page of the alignment."""
    root, total = root_of(numbered(ALIGNMENT, number)), len(listing.parts)
    known = (OUTLINE, INDEX) if number == 1 else ()
    return AlignmentView(
        title=site.words["alignment.title"],
        tabs=alignment_tabs(site, root, ALIGNMENT, is_part=number > 1),
        past=_past(site, root),
        above=_above(site, root, listing.parts, number),
        rows=rows_of(site, root, listing, number),
        paging=paging(site, root, ALIGNMENT, number, total),
        explorer="" if number == 1 else href(root, ALIGNMENT),
        index=known if is_light(site) else (),
        later="" if is_light(site) else " ".join(known),
    )


def rows_view(site: Site, listing: Listing, number: int) -> AlignmentRowsView:
    """The rows of a later page, seen from the first."""
    first = listing.parts[number - 1][0].objective
    return AlignmentRowsView(str(number), first, rows_of(site, "", listing, number))


def _past(site: Site, root: str) -> Anchor | None:
    """Where goals of cycles that are over are listed, if there are any."""
    if len(current(site)) == len(site.forest.objectives):
        return None
    address = f"{href(root, OBJECTIVES)}?group=alignment"
    return Anchor(site.words["alignment.past"], address)


def _above(
    site: Site, root: str, parts: Sequence[Sequence[Place]], number: int
) -> tuple[Anchor, ...]:
    """The goals over the first one of a page, from the top down; of many the nearest."""
    depth = parts[number - 1][0].depth if parts[number - 1] else 0
    found: list[Anchor] = []
    for part in reversed(parts[: number - 1]):
        for place in reversed(part):
            if place.depth < depth and len(found) < DEEPEST:
                found.append(objective_link(site, root, place.objective))
                depth = place.depth
    return tuple(reversed(found))


def listed(site: Site) -> Listing:
    """The whole alignment in pages."""
    parts = tuple(tuple(part) for part in in_pages(places(site), PAGE_SIZE))
    first = {
        place.objective: number
        for number, part in enumerate(parts, start=1)
        for place in part
        if not place.is_repeated
    }
    return Listing(parts, first, Counter(place.objective for part in parts for place in part))


def pages(site: Site) -> Iterator[Page | File]:
    """The list in as many pages as it needs, and what its filters need to know."""
    listing, title = listed(site), site.words["alignment.title"]
    for number in range(1, len(listing.parts) + 1):
        view = partial(alignment_view, site, listing, number)
        path = numbered(ALIGNMENT, number)
        yield Page(path, "alignment.html", title, view, section="alignment")
    for number in range(2, len(listing.parts) + 1):
        path, rows = f"{DATA}/alignment-{number}.js", partial(rows_view, site, listing, number)
        yield Page(path, "alignment.js", title, rows, is_listed=False)
    yield File(OUTLINE, lambda: call("okrsiteAlignment", _outline(site, listing)))


def _outline(site: Site, listing: Listing) -> Outline:
    numbers = {each.id: number for number, each in enumerate(in_order(site))}
    every = [place for part in listing.parts for place in part]
    return outline(every, numbers, PAGE_SIZE)


KIND = PageKind(
    name="alignment", title="Alignment", pages=pages, nav=ALIGNMENT, order=12, group="goals"
)
