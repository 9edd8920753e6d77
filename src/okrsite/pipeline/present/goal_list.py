"""Goal list: each goal as far as a list needs it to choose goals and to put them in order."""

from __future__ import annotations

from msgspec import Struct

from okrsite.model.goals import Objective
from okrsite.model.measure import Metric, Relative
from okrsite.model.names import CycleId, KpiId, ObjectiveId, Perspective, State, TeamId
from okrsite.model.standing import has_kpi
from okrsite.pipeline.present.context import PageContext


class ListedGoal(Struct, frozen=True, array_like=True, kw_only=True):
    """A goal as lists choose and order it.

    `is_running` tells whether it counts and its cycle has begun and is open, `is_over` whether that
    is behind us. `loose` counts its numbers that no KPI measures.
    """

    id: ObjectiveId
    state: State
    cycle: CycleId | None
    team: TeamId | None
    with_teams: tuple[TeamId, ...]
    perspective: Perspective | None
    tags: tuple[str, ...]
    watch: tuple[KpiId, ...]
    has_kpi: bool
    loose: int
    is_running: bool
    is_over: bool


def listed_goals(ctx: PageContext) -> tuple[ListedGoal, ...]:
    """All goals in order of their ids."""
    return ctx.rows(Objective, _listed_goal)


def running_goals(ctx: PageContext) -> tuple[ListedGoal, ...]:
    """The goals that count and whose cycle has begun and is open, in order of their ids."""
    return tuple(goal for goal in listed_goals(ctx) if goal.is_running)


def is_over(ctx: PageContext, objective: Objective) -> bool:
    """Whether an objective's cycle is behind us and not the current one."""
    cycle = ctx.cycle_of(objective)
    return ctx.has_passed(cycle.end) and cycle.id != ctx.current_cycle


def is_running(ctx: PageContext, objective: Objective) -> bool:
    """Whether an objective counts, and its cycle has begun and is open."""
    cycle = ctx.cycle_of(objective)
    return objective.state == "active" and ctx.is_open(cycle) and ctx.has_come(cycle.start)


def _listed_goal(ctx: PageContext, id_: ObjectiveId) -> ListedGoal:
    objective = ctx.objective(id_)
    results = objective.key_results
    loose = (isinstance(result.measure, Metric | Relative) and not result.kpi for result in results)
    return ListedGoal(
        id=id_,
        state=objective.state,
        cycle=objective.cycle,
        team=objective.team,
        with_teams=objective.with_teams,
        perspective=objective.perspective,
        tags=objective.tags,
        watch=objective.watch,
        has_kpi=has_kpi(objective),
        loose=sum(loose),
        is_running=is_running(ctx, objective),
        is_over=is_over(ctx, objective),
    )
