"""Objectives: all of them by cycle, the current one first, in pages that stay small.

Complete as they are; in a browser with JavaScript the first page filters, groups and sorts all of
them, with what `objectives_index` tells of each and, of those on later pages, their rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from okrsite.api import Objective
from okrsite.api.pages import (
    Anchor,
    CycleId,
    File,
    ObjectiveId,
    ObjectiveLine,
    Page,
    PageContext,
    PageKind,
    Paging,
    cycle_link,
    in_pages,
    numbered,
    objective_line,
    paging,
)
from okrsite.builtin.pages.js_data import DATA, call
from okrsite.builtin.pages.objective.index import index
from okrsite.builtin.pages.sorting import cycle_places
from okrsite.pipeline.present.paths import OBJECTIVES

INDEX = f"{DATA}/objectives.js"

PAGE_SIZE = 150
AT_ONCE = 8 * PAGE_SIZE


class CycleGroup(Struct, frozen=True):
    """The objectives of a cycle that stand on one page."""

    cycle: Anchor
    days: str
    rows: tuple[ObjectiveLine, ...]


class ObjectivesView(Struct, frozen=True, kw_only=True):
    """One page of the list of objectives; `explorer` leads from the others to the first.

    `index` is the address of what the explorer knows of all of them, `later` the same where it is
    so much that the page is to stand there first; empty but on the first page.
    """

    title: str
    lead: str
    groups: tuple[CycleGroup, ...]
    paging: Paging | None
    explorer: str
    index: str
    later: str


class RowsView(Struct, frozen=True):
    """The rows of one page of the list as the explorer takes them in, seen from the first page."""

    number: str
    first: str
    rows: tuple[ObjectiveLine, ...]


def objectives_view(
    ctx: PageContext, shown: Sequence[Objective], number: int, total: int
) -> ObjectivesView:
    """A page of the list; the objectives come in order of their cycles."""
    count = len(ctx.ids(Objective))
    index = INDEX if number == 1 else ""
    return ObjectivesView(
        title=ctx.words["objectives.title"],
        lead=ctx.words.count("objectives.lead", count, ctx.numbers.number(count)),
        groups=tuple(
            _group(ctx, cycle, list(found))
            for cycle, found in groupby(shown, key=lambda objective: objective.cycle)
        ),
        paging=paging(ctx, OBJECTIVES, number, total),
        explorer="" if number == 1 else ctx.href(OBJECTIVES),
        index=index if is_light(ctx) else "",
        later="" if is_light(ctx) else index,
    )


def rows_view(ctx: PageContext, shown: Sequence[Objective], number: int) -> RowsView:
    """The rows of a later page, with addresses as the first page needs them."""
    here = ctx.seen_from("")
    rows = tuple(objective_line(here, objective.id) for objective in shown)
    return RowsView(str(number), shown[0].id, rows)


def is_light(ctx: PageContext) -> bool:
    """Whether what filters the objectives is so little that a page may ask for it at once."""
    return len(ctx.ids(Objective)) <= AT_ONCE


def in_order(ctx: PageContext) -> tuple[ObjectiveId, ...]:
    """All objectives, by cycle; within one by team, active ones first."""
    return ctx.once(_in_order)


def _in_order(ctx: PageContext) -> tuple[ObjectiveId, ...]:
    places = cycle_places(ctx)
    order = sorted(
        (places[objective.cycle], objective.state != "active", objective.team or "", objective.id)
        for objective in ctx.all(Objective)
    )
    return tuple(id_ for *_, id_ in order)


def _part(ctx: PageContext, number: int) -> tuple[tuple[ObjectiveId, ...], int]:
    """The objectives of a page of the list, and how many pages there are."""
    parts = in_pages(in_order(ctx), PAGE_SIZE)
    return tuple(parts[number - 1]), len(parts)


def _group(ctx: PageContext, id_: CycleId | None, shown: list[Objective]) -> CycleGroup:
    cycle = ctx.cycle(id_) if id_ is not None else None
    return CycleGroup(
        cycle_link(ctx, id_),
        ctx.numbers.span(cycle.start, cycle.end) if cycle else "",
        tuple(objective_line(ctx, objective.id) for objective in shown),
    )


def names(ctx: PageContext) -> Iterator[Page | File]:
    """The list in as many pages as it needs, and what the explorer needs to know."""
    count, title = len(in_pages(ctx.ids(Objective), PAGE_SIZE)), ctx.words["objectives.title"]
    for number in range(1, count + 1):
        path = numbered(OBJECTIVES, number)
        yield Page(f"{number}", path, "objectives.html", title, section="objectives")
    for number in range(2, count + 1):
        path = f"{DATA}/objectives-{number}.js"
        yield Page(f"rows/{number}", path, "objectives.js", title, is_listed=False)
    yield File("index", INDEX)


def view(ctx: PageContext, name: str) -> ObjectivesView | RowsView:
    """A page of the list, or the rows of one."""
    number = int(name.removeprefix("rows/"))
    ids, total = ctx.once(_part, number)
    shown = [ctx.objective(id_) for id_ in ids]
    if name.startswith("rows/"):
        return rows_view(ctx, shown, number)
    return objectives_view(ctx, shown, number, total)


def content(ctx: PageContext, _: str) -> bytes:
    """What the explorer needs to know of all objectives."""
    listed = [ctx.objective(id_) for id_ in in_order(ctx)]
    return call("okrsiteObjectives", index(ctx.seen_from(""), listed, PAGE_SIZE))


KIND = PageKind(
    name="objectives",
    title="Objectives",
    names=names,
    view=view,
    content=content,
    nav=OBJECTIVES,
    order=10,
    group="goals",
)
