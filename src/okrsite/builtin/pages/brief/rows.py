"""Rows: the running goals and the KPIs, each as today and as of Monday, worked out once.

A page that lists what moved in the whole company asks for these, not for every goal by itself.
"""

from __future__ import annotations

from msgspec import Struct

from okrsite.api import Health, Kpi, Objective, Status
from okrsite.api.pages import CycleId, KpiId, ObjectiveId, PageContext, TeamId
from okrsite.builtin.pages.scopes import by_scope
from okrsite.builtin.pages.sorting import worst_first
from okrsite.pipeline.compute.outlook import result_outlook
from okrsite.pipeline.present.goal_list import is_running

# A KPI that is none of these asks for nobody.
EXCEPTIONS: frozenset[Health] = frozenset({"out_of_range", "warning", "stale"})


class GoalSummary(Struct, frozen=True, array_like=True, kw_only=True):
    """A running goal as of today and as of Monday.

    `outlooks` are the key results that are not done and that a forecast says something of, with
    whether each reaches its target.
    """

    id: ObjectiveId
    team: TeamId | None
    cycle: CycleId | None
    status: Status
    progress: float | None
    confidence: float | None
    old_status: Status | None
    old_progress: float | None
    old_confidence: float | None
    outlooks: tuple[tuple[str, bool], ...]


class KpiSummary(Struct, frozen=True, array_like=True, kw_only=True):
    """A KPI as of today and as of Monday."""

    id: KpiId
    team: TeamId | None
    is_critical: bool
    health: Health
    is_acted_on: bool
    nobody_acts: bool
    value: float | None
    old_health: Health | None
    old_value: float | None


def goal_rows(ctx: PageContext, team: TeamId) -> tuple[GoalSummary, ...]:
    """The running goals of a scope, in order of their ids."""
    return ctx.entry(_goals_by_team, team) or ()


def kpi_rows(ctx: PageContext, team: TeamId) -> tuple[KpiSummary, ...]:
    """The KPIs of a scope: critical ones first, then the worst."""
    return ctx.entry(_kpis_by_team, team) or ()


def _goals_by_team(ctx: PageContext) -> dict[TeamId, tuple[GoalSummary, ...]]:
    rows = ctx.rows(Objective, _goal)
    return by_scope(ctx, ((row.team, row) for row in rows if row))


def _kpis_by_team(ctx: PageContext) -> dict[TeamId, tuple[KpiSummary, ...]]:
    rows = dict(zip(ctx.ids(Kpi), ctx.rows(Kpi, _kpi), strict=True))
    ordered = (rows[id_] for id_ in worst_first(ctx))
    return by_scope(ctx, ((row.team, row) for row in ordered))


def _goal(ctx: PageContext, id_: ObjectiveId) -> GoalSummary | None:
    """A goal, unless it is not running."""
    objective = ctx.objective(id_)
    if not is_running(ctx, objective):
        return None
    now, then = ctx.objective_score(id_), ctx.monday.objective_score(id_)
    known = [
        (name, result_outlook(result))
        for name, result in now.key_results.items()
        if result.status != "done"
    ]
    return GoalSummary(
        id=id_,
        team=objective.team,
        cycle=objective.cycle,
        status=now.status,
        progress=now.progress,
        confidence=now.confidence,
        old_status=then.status if then else None,
        old_progress=then.progress if then else None,
        old_confidence=then.confidence if then else None,
        outlooks=tuple((name, outlook.reaches) for name, outlook in known if outlook),
    )


def _kpi(ctx: PageContext, id_: KpiId) -> KpiSummary:
    kpi, now, then = ctx.kpi(id_), ctx.kpi_score(id_), ctx.monday.kpi_score(id_)
    return KpiSummary(
        id=id_,
        team=kpi.team,
        is_critical=kpi.critical,
        health=now.health,
        is_acted_on=now.loop == "acting",
        nobody_acts=now.nobody_acts,
        value=now.value,
        old_health=then.health if then else None,
        old_value=then.value if then else None,
    )
