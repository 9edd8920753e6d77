"""Phases: in which state of the loop a KPI was at each time, as far as its past tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise

from okrsite.model.goal_score import Window
from okrsite.model.kpi_score import KpiScore
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId, LoopState
from okrsite.pipeline.present.charts.parts import Phase
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.status import loop_badge

# So many of the newest phases are shown; those of a KPI that crosses its bound each week are many.
SHOWN = 40
_DAY = timedelta(days=1)


def phases(ctx: PageContext, kpi: Kpi, score: KpiScore, first: date) -> tuple[Phase, ...]:
    """The KPI's states from a day to the site's day; none where no state is known.

    What was confirmed is not told apart from what was steady, since a state of the past is told by
    values, goals and baselines alone; the last state is the one that the site shows everywhere.
    """
    if kpi.range is None or score.loop == "unknown":
        return ()
    ends = sorted({day for day in _turns(ctx, kpi, score) if first < day <= ctx.today})
    days = [first, *ends, ctx.today + _DAY]
    told = [(start, end, _state(kpi, score, start)) for start, end in pairwise(days)]
    told[-1] = (*told[-1][:2], score.loop)
    joined = [
        (part[0][0], part[-1][1] - _DAY, state)
        for state, found in groupby(told, key=lambda phase: phase[2])
        if (part := list(found))
    ]
    return tuple(_phase(ctx, *phase) for phase in joined[-SHOWN:])


def crossings(ctx: PageContext, id_: KpiId) -> tuple[int, ...]:
    """The positions of the complete periods in which a KPI left its range or came back.

    The first value of all came from nowhere, so it did neither.
    """
    return ctx.once(_crossings, id_)


def _crossings(ctx: PageContext, id_: KpiId) -> tuple[int, ...]:
    held, periods = ctx.kpi(id_).range, ctx.kpi_score(id_).periods.complete
    inside = held.holds_each(periods.points.floats) if held else []
    return tuple(place for place in range(1, len(inside)) if inside[place] is not inside[place - 1])


def _phase(ctx: PageContext, first: date, last: date, state: LoopState) -> Phase:
    badge = loop_badge(ctx.words, state)
    name = ctx.words.labelled(badge.word, ctx.numbers.span(first, last))
    return Phase(Window(first, last), badge.tone, badge.word, name)


def _turns(ctx: PageContext, kpi: Kpi, score: KpiScore) -> Iterator[date]:
    """The days on which the state may be another than the day before."""
    for attack in score.attacks:
        yield attack.window.start
        # A goal without a cycle ends on the last day that there is.
        if attack.window.end < ctx.today:
            yield attack.window.end + _DAY
    for baseline in kpi.baselines:
        if baseline.from_:
            yield baseline.since
    points = score.periods.complete.points
    for place in crossings(ctx, kpi.id)[-SHOWN:]:
        yield points[place].day


def state_on(kpi: Kpi, score: KpiScore, day: date) -> LoopState:
    """The state on a day of the past, as far as values, goals and baselines tell it."""
    known = score.periods.complete.points.last(until=day)
    if kpi.range is None or known is None:
        return "unknown"
    if any(attack.window.start <= day <= attack.window.end for attack in score.attacks):
        return "acting"
    if not kpi.range.holds(known.value):
        return "signalled"
    if any(baseline.from_ and baseline.since <= day for baseline in kpi.baselines):
        return "holding"
    return "watch" if kpi.warning and not kpi.warning.holds(known.value) else "steady"


def _state(kpi: Kpi, score: KpiScore, day: date) -> LoopState:
    """The state from a day on until the next turn; the early warning is none."""
    state = state_on(kpi, score, day)
    return "steady" if state == "watch" else state
