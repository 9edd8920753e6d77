"""Cycles: all of them, the current one first, and how each went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from okrsite.api import Cycle
from okrsite.api.pages import (
    CYCLES,
    Anchor,
    Badge,
    Page,
    PageKind,
    Paging,
    Site,
    cycle_badge,
    cycle_link,
    in_pages,
    numbered,
    paging,
    root_of,
    sort_key,
    when_words,
)
from okrsite.builtin.pages.progress_summary import Share, cycle_share
from okrsite.builtin.pages.sorting import cycles_by_time

PAGE_SIZE = 100


class CycleRow(Struct, frozen=True, kw_only=True):
    """A cycle in the list; `grade` is empty before the close, `start` is what it is sorted by."""

    link: Anchor
    start: str
    days: str
    when: str
    badge: Badge
    goals: str
    share: Share
    grade: str


class CyclesView(Struct, frozen=True, kw_only=True):
    """One page of the list of cycles."""

    title: str
    rows: tuple[CycleRow, ...]
    paging: Paging | None


def cycles_view(site: Site, shown: Sequence[Cycle], number: int, total: int) -> CyclesView:
    """A page of the list."""
    root = root_of(numbered(CYCLES, number))
    return CyclesView(
        title=site.words["cycles.title"],
        rows=tuple(_row(site, root, each) for each in shown),
        paging=paging(site, root, CYCLES, number, total),
    )


def _row(site: Site, root: str, cycle: Cycle) -> CycleRow:
    score, numbers = site.scored.cycles[cycle.id], site.numbers
    count = len(score.objectives)
    grade = numbers.percent(score.grade) if score.grade is not None else ""
    return CycleRow(
        link=cycle_link(site, root, cycle.id),
        start=sort_key(cycle.start.toordinal()),
        days=numbers.span(cycle.start, cycle.end),
        when=when_words(site, cycle),
        badge=cycle_badge(site, cycle),
        goals=site.words.count("objectives.lead", count, numbers.number(count)),
        share=cycle_share(site, score),
        grade=site.words.say("cycle.grade_mean", grade=grade) if grade else "",
    )


def pages(site: Site) -> Iterator[Page]:
    """The list in as many pages as it needs."""
    parts = in_pages(cycles_by_time(site), PAGE_SIZE)
    for number, part in enumerate(parts, start=1):
        yield Page(
            numbered(CYCLES, number),
            "cycles.html",
            site.words["cycles.title"],
            partial(cycles_view, site, part, number, len(parts)),
            section="cycles",
        )


KIND = PageKind(name="cycles", title="Cycles", pages=pages, nav=CYCLES, order=18, group="goals")
