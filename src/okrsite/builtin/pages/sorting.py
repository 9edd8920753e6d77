"""Sorting: in which order goals, KPIs and cycles are listed."""

from __future__ import annotations

from collections.abc import Mapping

from okrsite.api import Cycle, Health, Kpi, Objective, Team, running_objectives
from okrsite.api.pages import CycleId, KpiId, ObjectiveId, PageContext

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


def is_company(ctx: PageContext, objective: Objective) -> bool:
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


def running_goals(ctx: PageContext) -> tuple[Objective, ...]:
    """The objectives that count and whose cycle has begun and is open, in order of their ids."""
    return tuple(ctx.objective(id_) for id_ in ctx.once(_running))


def _company_objectives(ctx: PageContext) -> tuple[ObjectiveId, ...]:
    cycles, has_teams = current_cycles(ctx), bool(ctx.ids(Team))
    found = [
        (-_days(ctx.cycle_of(objective)), objective.id)
        for objective in ctx.all(Objective)
        if objective.cycle in cycles
        and (is_company(ctx, objective) or not has_teams)
        and objective.state == "active"
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


def _running(ctx: PageContext) -> tuple[ObjectiveId, ...]:
    return tuple(objective.id for objective in running_objectives(ctx.scored))


def _days(cycle: Cycle) -> int:
    return (cycle.end - cycle.start).days


def is_over(ctx: PageContext, objective: Objective) -> bool:
    """Whether an objective's cycle is behind us and not the current one."""
    cycle = ctx.cycle_of(objective)
    return cycle.end < ctx.today and cycle.id != ctx.current_cycle
