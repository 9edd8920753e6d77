"""Sorting: in which order goals, KPIs and cycles are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from okrsite.api import Cycle, Health, Kpi, Objective, Team
from okrsite.api.pages import CycleId, KpiId, ObjectiveId, PageContext
from okrsite.pipeline.present.goal_list import ListedGoal, listed_goals

HEALTH: dict[Health, int] = {
    "out_of_range": 0,
    "warning": 1,
    "stale": 2,
    "in_range": 3,
    "no_range": 4,
    "no_data": 5,
}


def company_objectives(ctx: PageContext) -> tuple[ObjectiveId, ...]:
    """The company's own objectives now: of root teams, in the current cycle and those around it.

    Where nobody has teams yet, every goal is the company's. Those of longer cycles come first, then
    it goes by their ids.
    """
    return ctx.once(_company_objectives)


def is_company(ctx: PageContext, objective: Objective | ListedGoal) -> bool:
    """Whether an objective is the company's own: of a team that has no other above it."""
    # Asked of the context: a page that looks at the forest follows every change of the site.
    return objective.team is not None and ctx.team(objective.team).parent is None


def current_cycles(ctx: PageContext) -> tuple[CycleId, ...]:
    """The current cycle and all it is part of, from the inside out."""
    found: list[CycleId] = []
    here = ctx.current_cycle
    while here is not None:
        found.append(here)
        here = ctx.cycle(here).parent
    return tuple(found)


def worst_first(ctx: PageContext) -> tuple[KpiId, ...]:
    """KPIs by what they ask of the reader: critical ones first, then by their health."""
    return ctx.once(_worst_first)


def cycles_by_time(ctx: PageContext) -> tuple[Cycle, ...]:
    """Cycles as a reader looks for them: the current one, then the newest; longer ones first."""
    current = ctx.current_cycle
    return tuple(
        sorted(
            ctx.all(Cycle),
            key=lambda cycle: (
                cycle.id != current,
                -cycle.end.toordinal(),
                cycle.start,
                cycle.id,
            ),
        )
    )


def cycle_places(ctx: PageContext) -> Mapping[CycleId | None, int]:
    """The place of each cycle among all as a reader looks for them."""
    return ctx.once(_cycle_places)


def by_cycle(ctx: PageContext, goals: Iterable[ListedGoal]) -> list[ListedGoal]:
    """Goals as a reader looks for their cycles, those of one by their ids; set aside ones last."""
    places = cycle_places(ctx)
    return sorted(goals, key=lambda goal: (places[goal.cycle], goal.state != "active", goal.id))


def company_first(ctx: PageContext, goals: Iterable[ListedGoal]) -> list[ListedGoal]:
    """Goals with the company's own first, then by team and by their ids."""
    return sorted(goals, key=lambda goal: (not is_company(ctx, goal), goal.team or "", goal.id))


def _company_objectives(ctx: PageContext) -> tuple[ObjectiveId, ...]:
    cycles, has_teams = current_cycles(ctx), bool(ctx.ids(Team))
    found = [
        (-_days(ctx.cycle(goal.cycle)), goal.id)
        for goal in listed_goals(ctx)
        if goal.cycle is not None
        and goal.cycle in cycles
        and (is_company(ctx, goal) or not has_teams)
        and goal.state == "active"
    ]
    return tuple(id_ for _, id_ in sorted(found))


def _worst_first(ctx: PageContext) -> tuple[KpiId, ...]:
    order = sorted(
        (not kpi.critical, HEALTH[ctx.kpi_score(kpi.id).health], kpi.id) for kpi in ctx.all(Kpi)
    )
    return tuple(id_ for _, _, id_ in order)


def _cycle_places(ctx: PageContext) -> dict[CycleId | None, int]:
    ordered = [*(cycle.id for cycle in cycles_by_time(ctx)), None]
    return {id_: place for place, id_ in enumerate(ordered)}


def _days(cycle: Cycle) -> int:
    return (cycle.end - cycle.start).days
