"""Placement: where an objective stands among the others, as far as sums and lists need it."""

from msgspec import Struct

from okrsite.model.goals import Objective
from okrsite.model.names import CycleId, KeyResultId, KpiId, TeamId


class Placement(Struct, frozen=True, array_like=True):
    """What sorts an objective into sums and lists; it says nothing of how far it is.

    Attributes:
        cycle: Its cycle; None for a draft of the backlog.
        team: The team that owns it.
        with_teams: The teams that it is shown with.
        is_active: Whether it counts.
        kpis: The key results that a KPI measures, each with that KPI.
    """

    cycle: CycleId | None
    team: TeamId | None
    with_teams: tuple[TeamId, ...]
    is_active: bool
    kpis: tuple[tuple[KeyResultId, KpiId], ...]


def placement_of(objective: Objective) -> Placement:
    """Where an objective stands."""
    return Placement(
        objective.cycle,
        objective.team,
        objective.with_teams,
        objective.state == "active",
        tuple((result.id, result.kpi) for result in objective.key_results if result.kpi),
    )
