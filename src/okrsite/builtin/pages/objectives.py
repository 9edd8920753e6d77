"""Objectives: all of them by cycle, the current one first, in pages that stay small."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from msgspec import Struct

from okrsite.api import (
    OBJECTIVES,
    Anchor,
    Objective,
    ObjectiveRow,
    Page,
    PageKind,
    Paging,
    Site,
    cycle_link,
    in_pages,
    numbered,
    objective_row,
    paging,
    root_of,
)
from okrsite.builtin.pages.order import cycles_by_time

PAGE_SIZE = 150


class CycleGroup(Struct, frozen=True):
    """The objectives of a cycle that stand on one page."""

    cycle: Anchor
    days: str
    rows: tuple[ObjectiveRow, ...]


class ObjectivesView(Struct, frozen=True, kw_only=True):
    """One page of the list of objectives."""

    title: str
    lead: str
    groups: tuple[CycleGroup, ...]
    paging: Paging | None


def objectives_view(
    site: Site, shown: Sequence[Objective], number: int, total: int
) -> ObjectivesView:
    """A page of the list; the objectives come in order of their cycles."""
    root = root_of(numbered(OBJECTIVES, number))
    count = len(site.forest.objectives)
    return ObjectivesView(
        title=site.words["objectives.title"],
        lead=site.words.count("objectives.lead", count, site.numbers.number(count)),
        groups=tuple(
            _group(site, root, cycle, list(found))
            for cycle, found in groupby(shown, key=lambda each: each.cycle)
        ),
        paging=paging(site, root, OBJECTIVES, number, total),
    )


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


def pages(site: Site) -> tuple[Page, ...]:
    """The list in as many pages as it needs."""
    parts = in_pages(in_order(site), PAGE_SIZE)
    return tuple(
        Page(
            numbered(OBJECTIVES, number),
            "objectives.html",
            site.words["objectives.title"],
            partial(objectives_view, site, part, number, len(parts)),
            section="objectives",
        )
        for number, part in enumerate(parts, start=1)
    )


KIND = PageKind(
    name="objectives", title="Objectives", pages=pages, nav=OBJECTIVES, order=10, group="goals"
)
