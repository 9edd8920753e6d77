"""Loop: where every KPI stands between being watched and being changed, and three audits of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from msgspec import Struct

from okrsite.api import Attack
from okrsite.api.pages import (
    LOOP,
    Anchor,
    Badge,
    KpiId,
    LoopState,
    Page,
    PageKind,
    Paging,
    Site,
    goal_link,
    health_badge,
    href,
    in_pages,
    kpi_link,
    kpi_value,
    loop_badge,
    numbered,
    paging,
    range_words,
    root_of,
    team_link,
)
from okrsite.builtin.pages.audits import Audit, audits
from okrsite.builtin.pages.sorting import worst_first

PAGE_SIZE = 200
# The way round in five steps, then the two states off the way.
ROUND: tuple[LoopState, ...] = (
    "steady",
    "signalled",
    "acting",
    "confirmed",
    "holding",
    "unconfirmed",
    "unknown",
)
# What a reader should see first.
ORDER: tuple[LoopState, ...] = (
    "signalled",
    "unconfirmed",
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


def by_state(site: Site) -> list[KpiId]:
    """All KPIs by their state, those first that ask for something; the worst first within one."""
    places = {state: place for place, state in enumerate(ORDER)}
    return sorted(worst_first(site), key=lambda each: places[site.scored.kpis[each].loop])


def loop_view(site: Site, parts: Sequence[Sequence[KpiId]], number: int) -> LoopView:
    """A page of the loop."""
    root = root_of(numbered(LOOP, number))
    scores = site.scored.kpis
    return LoopView(
        title=site.words["loop_page.title"],
        stations=_stations(site, root, parts) if number == 1 else (),
        audits=audits(site, root) if number == 1 else (),
        groups=tuple(
            _group(site, root, state, list(found))
            for state, found in groupby(parts[number - 1], key=lambda each: scores[each].loop)
        ),
        paging=paging(site, root, LOOP, number, len(parts)),
    )


def _stations(site: Site, root: str, parts: Sequence[Sequence[KpiId]]) -> tuple[Station, ...]:
    scores = site.scored.kpis
    counts = Counter(score.loop for score in scores.values())
    first: dict[LoopState, int] = {}
    for number, part in enumerate(parts, start=1):
        for each in part:
            first.setdefault(scores[each].loop, number)
    return tuple(
        Station(
            loop_badge(site.words, state),
            site.numbers.number(counts[state]),
            site.words[f"loop_meaning.{state}"],
            href(root, numbered(LOOP, first[state]), f"state-{state}") if state in first else "",
        )
        for state in ROUND
    )


def _group(site: Site, root: str, state: LoopState, found: Sequence[KpiId]) -> LoopGroup:
    rows = tuple(_row(site, root, each) for each in found)
    return LoopGroup(
        f"state-{state}",
        loop_badge(site.words, state),
        site.words[f"loop_meaning.{state}"],
        any(row.by for row in rows),
        rows,
    )


def _row(site: Site, root: str, id: KpiId) -> LoopRow:  # noqa: A002 - as named
    kpi, score = site.forest.kpis[id], site.scored.kpis[id]
    return LoopRow(
        link=kpi_link(site, root, id),
        team=team_link(site, root, kpi.team),
        value=kpi_value(site, kpi, score.value),
        range=range_words(site, kpi.range, kpi.unit),
        health=health_badge(site.words, score.health),
        by=_goal(site, root, score.loop_by) if score.loop_by else None,
    )


def _goal(site: Site, root: str, attack: Attack) -> Anchor:
    return goal_link(site, root, attack.goal)


def pages(site: Site) -> Iterator[Page]:
    """The loop in as many pages as it needs."""
    parts = in_pages(by_state(site), PAGE_SIZE)
    for number in range(1, len(parts) + 1):
        yield Page(
            numbered(LOOP, number),
            "loop.html",
            site.words["loop_page.title"],
            partial(loop_view, site, parts, number),
            section="loop",
        )


KIND = PageKind(name="loop", title="Loop", pages=pages, nav=LOOP, order=26, group="numbers")
