"""Order: which goals and KPIs a reader should meet first."""

from __future__ import annotations

from okrsite.api import Cycle, Health, Objective
from okrsite.api.pages import CycleId, KpiId, ObjectiveId, Site

HEALTH: dict[Health, int] = {
    "out_of_range": 0,
    "warning": 1,
    "stale": 2,
    "in_range": 3,
    "no_range": 4,
    "no_data": 5,
}


def company_objectives(site: Site) -> list[ObjectiveId]:
    """The company's own objectives now: of root teams, in the current cycle and those around it.

    Where nobody has teams yet, every goal is the company's. Those of longer cycles come first, then
    it goes by their ids.
    """
    cycles = current_cycles(site)
    found = [
        (-_days(site.forest.cycles[each.cycle]), each.id)
        for each in site.forest.objectives.values()
        if each.cycle in cycles
        and (is_company(site, each) or not site.forest.teams)
        and each.state == "active"
    ]
    return [name for _, name in sorted(found)]


def is_company(site: Site, objective: Objective) -> bool:
    """Whether an objective is the company's own: of a team that has no other above it."""
    return objective.team is not None and site.forest.teams[objective.team].parent is None


def current_cycles(site: Site) -> tuple[CycleId, ...]:
    """The current cycle and all it is part of, from the inside out."""
    found: list[CycleId] = []
    here = site.scored.cycle
    while here is not None:
        found.append(here)
        here = site.forest.cycles[here].parent
    return tuple(found)


def worst_first(site: Site) -> list[KpiId]:
    """KPIs by what they ask of the reader: critical ones first, then by their health."""
    kpis, scores = site.forest.kpis, site.scored.kpis
    return sorted(
        kpis, key=lambda each: (not kpis[each].critical, HEALTH[scores[each].health], each)
    )


def cycles_by_time(site: Site) -> list[Cycle]:
    """Cycles as a reader looks for them: the current one, then the newest; longer ones first."""
    current = site.scored.cycle
    return sorted(
        site.forest.cycles.values(),
        key=lambda each: (each.id != current, -each.end.toordinal(), each.start, each.id),
    )


def _days(cycle: Cycle) -> int:
    return (cycle.end - cycle.start).days


def is_over(site: Site, objective: Objective) -> bool:
    """Whether an objective's cycle is behind us and not the current one."""
    cycle = site.forest.cycles[objective.cycle]
    return cycle.end < site.today and cycle.id != site.scored.cycle
