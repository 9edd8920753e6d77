"""Loop: how many KPIs stand where on the way round, and which of them ask for somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from okrsite.api import Attack, KpiScore
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
from okrsite.builtin.pages.brief.lead import said_about
from okrsite.builtin.pages.kpi.audits import Audit, audits
from okrsite.builtin.pages.kpi.moves import LoopMove, month_ago, moves
from okrsite.builtin.pages.sorting import worst_first
from okrsite.model.names import LoopState
from okrsite.pipeline.present.charts.ring import Ring, RingNode
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.paths import KPI_TABLE, LOOP
from okrsite.pipeline.present.sentences.sentence import Sentence

PAGE_SIZE = 200
SHOWN_MOVES = 12
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
# How many of the first are on the way itself.
ON_THE_WAY = 5
# What is listed, in this order: what asks for somebody. An audit lists what is signalled.
LISTED: tuple[LoopState, ...] = ("unconfirmed", "confirmed", "watch")


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
    """One page of the loop; ring, moves and audits stand on the first."""

    title: str
    answer: tuple[Sentence, ...]
    ring: Ring | None
    stations: tuple[Station, ...]
    since: str
    moves: tuple[LoopMove, ...]
    more_moves: str
    audits: tuple[Audit, ...]
    groups: tuple[LoopGroup, ...]
    paging: Paging | None


def listed(ctx: PageContext) -> tuple[KpiId, ...]:
    """The KPIs whose state asks for somebody, by their state; the worst first within one."""
    return ctx.once(_listed)


def _listed(ctx: PageContext) -> tuple[KpiId, ...]:
    states = {id_: ctx.kpi_score(id_).loop for id_ in worst_first(ctx)}
    return tuple(id_ for state in LISTED for id_, known in states.items() if known == state)


def _part(ctx: PageContext, number: int) -> tuple[tuple[KpiId, ...], int]:
    """The KPIs of a page of the loop, and how many pages there are."""
    parts = in_pages(listed(ctx), PAGE_SIZE)
    return tuple(parts[number - 1]), len(parts)


def loop_view(ctx: PageContext, name: str) -> LoopView:
    """A page of the loop."""
    number = int(name)
    ids, total = ctx.once(_part, number)
    is_first = number == 1
    stations = _stations(ctx) if is_first else ()
    moved = moves(ctx) if is_first else ()
    return LoopView(
        title=ctx.words["loop_page.title"],
        answer=said_about(ctx, "kpis") if is_first else (),
        ring=_ring(ctx, stations[:ON_THE_WAY]) if is_first else None,
        stations=stations,
        since=ctx.words.say("loop_page.moved", day=ctx.numbers.day(month_ago(ctx))),
        moves=moved[:SHOWN_MOVES],
        more_moves=more_words(ctx, len(moved) - SHOWN_MOVES),
        audits=audits(ctx) if is_first else (),
        groups=tuple(
            _group(ctx, state, list(found))
            for state, found in groupby(ids, key=lambda id_: ctx.kpi_score(id_).loop)
        ),
        paging=paging(ctx, LOOP, number, total),
    )


def _ring(ctx: PageContext, stations: Sequence[Station]) -> Ring:
    nodes = (
        RingNode(station.badge.word, station.count, station.badge.tone, station.href)
        for station in stations
    )
    return Ring(ctx.words["loop_page.way"], tuple(nodes))


def _stations(ctx: PageContext) -> tuple[Station, ...]:
    counts = Counter(score.loop for score in ctx.all(KpiScore))
    first: dict[LoopState, int] = {}
    for number, part in enumerate(in_pages(listed(ctx), PAGE_SIZE), start=1):
        for id_ in part:
            first.setdefault(ctx.kpi_score(id_).loop, number)
    return tuple(
        Station(
            loop_badge(ctx.words, state),
            ctx.numbers.number(counts[state]),
            ctx.words[f"loop_meaning.{state}"],
            _list_of(ctx, state, first) if counts[state] else "",
        )
        for state in ROUND
    )


def _list_of(ctx: PageContext, state: LoopState, pages: Mapping[LoopState, int]) -> str:
    """Where the KPIs in a state are listed; those that ask for nobody in the table of all."""
    if state == "signalled":
        return ctx.href(LOOP, "audit-attack")
    if state not in LISTED:
        return ctx.href(KPI_TABLE)
    return ctx.href(numbered(LOOP, pages[state]), f"state-{state}")


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
    for number in range(1, len(in_pages(listed(ctx), PAGE_SIZE)) + 1):
        yield Page(f"{number}", numbered(LOOP, number), "loop.html", title, section="loop")


KIND = PageKind(
    name="loop", title="Loop", names=names, view=loop_view, nav=LOOP, order=26, group="numbers"
)
