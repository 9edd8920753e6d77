"""Objectives: all of them by cycle, the current one first, in pages that stay small.

Complete as they are; in a browser with JavaScript the first page filters, groups and sorts all of
them, with what `objectives_index` tells of each and, of those on later pages, their rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from msgspec import Struct

from okrsite.api import Objective
from okrsite.api.pages import (
    OBJECTIVES,
    Anchor,
    File,
    ObjectiveRow,
    Page,
    PageKind,
    Paging,
    Site,
    cycle_link,
    href,
    in_pages,
    numbered,
    objective_row,
    paging,
    root_of,
)
from okrsite.builtin.pages.js_data import DATA, call
from okrsite.builtin.pages.objectives_index import index
from okrsite.builtin.pages.sorting import cycles_by_time

INDEX = f"{DATA}/objectives.js"

PAGE_SIZE = 150
AT_ONCE = 8 * PAGE_SIZE


class CycleGroup(Struct, frozen=True):
    """The objectives of a cycle that stand on one page."""

    cycle: Anchor
    days: str
    rows: tuple[ObjectiveRow, ...]


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
    rows: tuple[ObjectiveRow, ...]


def objectives_view(
    site: Site, shown: Sequence[Objective], number: int, total: int
) -> ObjectivesView:
    """A page of the list; the objectives come in order of their cycles."""
    root = root_of(numbered(OBJECTIVES, number))
    count = len(site.forest.objectives)
    index = INDEX if number == 1 else ""
    return ObjectivesView(
        title=site.words["objectives.title"],
        lead=site.words.count("objectives.lead", count, site.numbers.number(count)),
        groups=tuple(
            _group(site, root, cycle, list(found))
            for cycle, found in groupby(shown, key=lambda each: each.cycle)
        ),
        paging=paging(site, root, OBJECTIVES, number, total),
        explorer="" if number == 1 else href(root, OBJECTIVES),
        index=index if is_light(site) else "",
        later="" if is_light(site) else index,
    )


def rows_view(site: Site, shown: Sequence[Objective], number: int) -> RowsView:
    """The rows of a later page."""
    rows = tuple(objective_row(site, "", each.id) for each in shown)
    return RowsView(str(number), shown[0].id, rows)


def is_light(site: Site) -> bool:
    """Whether what filters the objectives is so little that a page may ask for it at once."""
    return len(site.forest.objectives) <= AT_ONCE


def in_order(site: Site) -> list[Objective]:
    """All objectives, by cycle; within one by team, active ones first."""
    places = {cycle.id: place for place, cycle in enumerate(cycles_by_time(site))}
    return sorted(
        site.forest.objectives.values(),
        key=lambda each: (places[each.cycle], each.state != "active", each.team or "", each.id),
    )


def _group(site: Site, root: str, cycle: str, shown: list[Objective]) -> CycleGroup:
    dates = site.forest.cycles[cycle]
    return CycleGroup(
        cycle_link(site, root, cycle),
        site.numbers.span(dates.start, dates.end),
        tuple(objective_row(site, root, each.id) for each in shown),
    )


def pages(site: Site) -> Iterator[Page | File]:
    """The list in as many pages as it needs, and what the explorer needs to know."""
    listed = in_order(site)
    parts = in_pages(listed, PAGE_SIZE)
    title = site.words["objectives.title"]
    for number, part in enumerate(parts, start=1):
        yield Page(
            numbered(OBJECTIVES, number),
            "objectives.html",
            title,
            partial(objectives_view, site, part, number, len(parts)),
            section="objectives",
        )
    for number, part in enumerate(parts[1:], start=2):
        yield Page(
            f"{DATA}/objectives-{number}.js",
            "objectives.js",
            title,
            partial(rows_view, site, part, number),
            is_listed=False,
        )
    yield File(INDEX, lambda: call("okrsiteObjectives", index(site, listed, PAGE_SIZE)))


KIND = PageKind(
    name="objectives", title="Objectives", pages=pages, nav=OBJECTIVES, order=10, group="goals"
)
