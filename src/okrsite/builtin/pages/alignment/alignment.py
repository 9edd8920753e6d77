"""Alignment: which goal helps which, as one nested list from the company's goals downwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from okrsite.api import Objective
from okrsite.api.pages import (
    Anchor,
    File,
    Page,
    PageContext,
    PageKind,
    Paging,
    in_pages,
    numbered,
    objective_link,
    paging,
)
from okrsite.builtin.pages.alignment.index import OUTLINE, alignment_tabs, outline
from okrsite.builtin.pages.alignment.rows import AlignmentPages, AlignmentRow, rows_of
from okrsite.builtin.pages.goal_tree import DEEPEST, Place, current, places
from okrsite.builtin.pages.js_data import DATA, call
from okrsite.builtin.pages.kpi.board import Tab
from okrsite.builtin.pages.objective.objectives import INDEX, in_order, is_light
from okrsite.pipeline.present.paths import ALIGNMENT, OBJECTIVES

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


def alignment_view(ctx: PageContext, number: int) -> AlignmentView:
    """A page of the alignment."""
    listing = ctx.once(listed)
    known = (OUTLINE, INDEX) if number == 1 else ()
    return AlignmentView(
        title=ctx.words["alignment.title"],
        tabs=alignment_tabs(ctx, ALIGNMENT, is_part=number > 1),
        past=_past(ctx),
        above=_above(ctx, listing.parts, number),
        rows=rows_of(ctx, listing, number),
        paging=paging(ctx, ALIGNMENT, number, len(listing.parts)),
        explorer="" if number == 1 else ctx.href(ALIGNMENT),
        index=known if is_light(ctx) else (),
        later="" if is_light(ctx) else " ".join(known),
    )


def rows_view(ctx: PageContext, number: int) -> AlignmentRowsView:
    """The rows of a later page, seen from the first."""
    listing = ctx.once(listed)
    first = listing.parts[number - 1][0].objective
    return AlignmentRowsView(str(number), first, rows_of(ctx.seen_from(""), listing, number))


def _past(ctx: PageContext) -> Anchor | None:
    """Where goals of cycles that are over are listed, if there are any."""
    if len(current(ctx)) == len(ctx.ids(Objective)):
        return None
    address = f"{ctx.href(OBJECTIVES)}?group=alignment"
    return Anchor(ctx.words["alignment.past"], address)


def _above(ctx: PageContext, parts: Sequence[Sequence[Place]], number: int) -> tuple[Anchor, ...]:
    """The goals over the first one of a page, from the top down; of many the nearest."""
    depth = parts[number - 1][0].depth if parts[number - 1] else 0
    found: list[Anchor] = []
    for part in reversed(parts[: number - 1]):
        for place in reversed(part):
            if place.depth < depth and len(found) < DEEPEST:
                found.append(objective_link(ctx, place.objective))
                depth = place.depth
    return tuple(reversed(found))


def listed(ctx: PageContext) -> AlignmentPages:
    """The whole alignment in pages."""
    parts = tuple(tuple(part) for part in in_pages(places(ctx), PAGE_SIZE))
    first = {
        place.objective: number
        for number, part in enumerate(parts, start=1)
        for place in part
        if not place.is_repeated
    }
    return AlignmentPages(
        parts, first, Counter(place.objective for part in parts for place in part)
    )


def names(ctx: PageContext) -> Iterator[Page | File]:
    """The list in as many pages as it needs, and what its filters need to know."""
    count, title = len(in_pages(places(ctx), PAGE_SIZE)), ctx.words["alignment.title"]
    for number in range(1, count + 1):
        path = numbered(ALIGNMENT, number)
        yield Page(f"{number}", path, "alignment.html", title, section="alignment")
    for number in range(2, count + 1):
        path = f"{DATA}/alignment-{number}.js"
        yield Page(f"rows/{number}", path, "alignment.js", title, is_listed=False)
    yield File("outline", OUTLINE)


def view(ctx: PageContext, name: str) -> AlignmentView | AlignmentRowsView:
    """A page of the list, or the rows of one."""
    number = int(name.removeprefix("rows/"))
    return rows_view(ctx, number) if name.startswith("rows/") else alignment_view(ctx, number)


def content(ctx: PageContext, _: str) -> bytes:
    """What the filters need to know of the whole alignment."""
    numbers = {id_: number for number, id_ in enumerate(in_order(ctx))}
    return call("okrsiteAlignment", outline(places(ctx), numbers, PAGE_SIZE))


KIND = PageKind(
    name="alignment",
    title="Alignment",
    names=names,
    view=view,
    content=content,
    nav=ALIGNMENT,
    order=12,
    group="goals",
)
