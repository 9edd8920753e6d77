"""Moves: which KPIs are in another state of the loop than a month ago."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from okrsite.api import KpiScore
from okrsite.api.pages import Anchor, Badge, KpiId, PageContext, kpi_link, loop_badge
from okrsite.builtin.pages.sorting import worst_first
from okrsite.model.names import LoopState
from okrsite.pipeline.present.phases import state_on

MONTH = timedelta(days=30)


class LoopMove(Struct, frozen=True):
    """A KPI with the state that it was in and the one that it is in."""

    link: Anchor
    before: Badge
    after: Badge


def month_ago(ctx: PageContext) -> date:
    """The day that states are compared with."""
    return max(ctx.today, date.min + MONTH) - MONTH


def moves(ctx: PageContext) -> tuple[LoopMove, ...]:
    """The KPIs that moved, those first that ask for most."""
    return tuple(
        LoopMove(kpi_link(ctx, id_), loop_badge(ctx.words, before), loop_badge(ctx.words, after))
        for id_, before, after in ctx.once(_moved)
    )


def _moved(ctx: PageContext) -> tuple[tuple[KpiId, LoopState, LoopState], ...]:
    found = []
    for id_ in worst_first(ctx):
        score = ctx.kpi_score(id_)
        before = _before(ctx, score)
        if before != score.loop:
            found.append((id_, before, score.loop))
    return tuple(found)


def _before(ctx: PageContext, score: KpiScore) -> LoopState:
    """The state a month ago.

    What was confirmed or not by then is not told by the past itself, only by the goal's last day.
    """
    day, by = month_ago(ctx), score.loop_by
    if score.loop in {"confirmed", "unconfirmed"} and by and by.window.end < day:
        return score.loop
    return state_on(ctx.kpi(score.id), score, day)
