"""Cycles: all of them, the current one first, and how each went."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Cycle
from okrsite.api.pages import (
    Anchor,
    Badge,
    Page,
    PageContext,
    PageKind,
    Paging,
    cycle_link,
    in_pages,
    numbered,
    paging,
)
from okrsite.builtin.pages.progress_summary import Share, cycle_share
from okrsite.builtin.pages.sorting import cycles_by_time
from okrsite.pipeline.present.cycles import cycle_badge, when_words
from okrsite.pipeline.present.paths import CYCLES
from okrsite.pipeline.present.progress import sort_key

PAGE_SIZE = 100


class ListedCycle(Struct, frozen=True, kw_only=True):
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
    rows: tuple[ListedCycle, ...]
    paging: Paging | None


def cycles_view(ctx: PageContext, name: str) -> CyclesView:
    """A page of the list."""
    number, parts = int(name), in_pages(cycles_by_time(ctx), PAGE_SIZE)
    return CyclesView(
        title=ctx.words["cycles.title"],
        rows=tuple(_row(ctx, cycle) for cycle in parts[number - 1]),
        paging=paging(ctx, CYCLES, number, len(parts)),
    )


def _row(ctx: PageContext, cycle: Cycle) -> ListedCycle:
    score, numbers = ctx.cycle_score(cycle.id), ctx.numbers
    count = len(score.objectives)
    grade = numbers.percent(score.grade) if score.grade is not None else ""
    return ListedCycle(
        link=cycle_link(ctx, cycle.id),
        start=sort_key(cycle.start.toordinal()),
        days=numbers.span(cycle.start, cycle.end),
        when=when_words(ctx, cycle),
        badge=cycle_badge(ctx, cycle),
        goals=ctx.words.count("objectives.lead", count, numbers.number(count)),
        share=cycle_share(ctx, score),
        grade=ctx.words.say("cycle.grade_mean", grade=grade) if grade else "",
    )


def names(ctx: PageContext) -> Iterator[Page]:
    """The list in as many pages as it needs."""
    title = ctx.words["cycles.title"]
    for number in range(1, len(in_pages(ctx.ids(Cycle), PAGE_SIZE)) + 1):
        yield Page(f"{number}", numbered(CYCLES, number), "cycles.html", title, section="cycles")


KIND = PageKind(
    name="cycles",
    title="Cycles",
    names=names,
    view=cycles_view,
    nav=CYCLES,
    order=18,
    group="goals",
)
