"""Loop: where every KPI stands between being watched and being changed, and three audits of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from okrsite.api import Attack, Kpi, KpiScore
from okrsite.api.pages import (
    Anchor,
    Badge,
    KpiId,
    Page,
    PageContext,
    PageKind,
    Paging,
    goal_link,
    health_badge,
    in_pages,
    kpi_link,
    kpi_range,
    kpi_value,
    loop_badge,
    numbered,
    paging,
    team_link,
)
from okrsite.builtin.pages.kpi.audits import Audit, audits
from okrsite.builtin.pages.sorting import worst_first
from okrsite.model.names import LoopState
from okrsite.pipeline.present.paths import LOOP

PAGE_SIZE = 200
# The way round in five steps, then the three states off the way.
ROUND: tuple[LoopState, ...] = (
    "steady",
    "signalled",
    "acting",
    "confirmed",
    "holding",
    "watch",
    "unconfirmed",
    "unknown",
)
# What a reader should see first.
ORDER: tuple[LoopState, ...] = (
    "signalled",
    "unconfirmed",
    "watch",
    "acting",
    "confirmed",
    "holding",
    "steady",
    "unknown",
)


class Station(Struct, frozen=True):
    """A state of the loop: how many KPIs are in it, what it means, and where they are listed."""

    badge: Badge
    count: str
    meaning: str
    href: str


class LoopRow(Struct, frozen=True, kw_only=True):
    """A KPI in its state; `by` is the key result that the state rests on."""

    link: Anchor
    team: Anchor | None
    value: str
    range: str
    health: Badge
    by: Anchor | None


class LoopGroup(Struct, frozen=True):
    """The KPIs in one state that stand on one page; `anchor` is the heading's id.

    `has_reasons` says whether their states rest on key results.
    """

    anchor: str
    badge: Badge
    meaning: str
    has_reasons: bool
    rows: tuple[LoopRow, ...]


class LoopView(Struct, frozen=True, kw_only=True):
    """One page of the loop; picture and audits stand on the first."""

    title: str
    stations: tuple[Station, ...]
    audits: tuple[Audit, ...]
    groups: tuple[LoopGroup, ...]
    paging: Paging | None


def by_state(ctx: PageContext) -> tuple[KpiId, ...]:
    """All KPIs by their state, those first that ask for something; the worst first within one."""
    return ctx.once(_by_state)


def _by_state(ctx: PageContext) -> tuple[KpiId, ...]:
    places = {state: place for place, state in enumerate(ORDER)}
    return tuple(sorted(worst_first(ctx), key=lambda id_: places[ctx.kpi_score(id_).loop]))


def _part(ctx: PageContext, number: int) -> tuple[tuple[KpiId, ...], int]:
    """The KPIs of a page of the loop, and how many pages there are."""
    parts = in_pages(by_state(ctx), PAGE_SIZE)
    return tuple(parts[number - 1]), len(parts)


def loop_view(ctx: PageContext, name: str) -> LoopView:
    """A page of the loop."""
    number = int(name)
    ids, total = ctx.once(_part, number)
    return LoopView(
        title=ctx.words["loop_page.title"],
        stations=_stations(ctx) if number == 1 else (),
        audits=audits(ctx) if number == 1 else (),
        groups=tuple(
            _group(ctx, state, list(found))
            for state, found in groupby(ids, key=lambda id_: ctx.kpi_score(id_).loop)
        ),
        paging=paging(ctx, LOOP, number, total),
    )


def _stations(ctx: PageContext) -> tuple[Station, ...]:
    counts = Counter(score.loop for score in ctx.all(KpiScore))
    first: dict[LoopState, int] = {}
    for number, part in enumerate(in_pages(by_state(ctx), PAGE_SIZE), start=1):
        for id_ in part:
            first.setdefault(ctx.kpi_score(id_).loop, number)
    return tuple(
        Station(
            loop_badge(ctx.words, state),
            ctx.numbers.number(counts[state]),
            ctx.words[f"loop_meaning.{state}"],
            ctx.href(numbered(LOOP, first[state]), f"state-{state}") if state in first else "",
        )
        for state in ROUND
    )


def _group(ctx: PageContext, state: LoopState, found: Sequence[KpiId]) -> LoopGroup:
    rows = tuple(_row(ctx, kpi) for kpi in found)
    return LoopGroup(
        f"state-{state}",
        loop_badge(ctx.words, state),
        ctx.words[f"loop_meaning.{state}"],
        any(row.by for row in rows),
        rows,
    )


def _row(ctx: PageContext, id_: KpiId) -> LoopRow:
    kpi, score = ctx.kpi(id_), ctx.kpi_score(id_)
    return LoopRow(
        link=kpi_link(ctx, id_),
        team=team_link(ctx, kpi.team),
        value=kpi_value(ctx, kpi, score.value),
        range=kpi_range(ctx, kpi),
        health=health_badge(ctx.words, score.health),
        by=_goal(ctx, score.loop_by) if score.loop_by else None,
    )


def _goal(ctx: PageContext, attack: Attack) -> Anchor:
    return goal_link(ctx, attack.goal)


def names(ctx: PageContext) -> Iterator[Page]:
    """The loop in as many pages as it needs."""
    title = ctx.words["loop_page.title"]
    for number in range(1, len(in_pages(ctx.ids(Kpi), PAGE_SIZE)) + 1):
        yield Page(f"{number}", numbered(LOOP, number), "loop.html", title, section="loop")


KIND = PageKind(
    name="loop", title="Loop", names=names, view=loop_view, nav=LOOP, order=26, group="numbers"
)
