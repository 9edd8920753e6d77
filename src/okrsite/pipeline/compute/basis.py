"""Basis: what scores are worked out from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.extensions import Scorer
from okrsite.model.forest import Forest
from okrsite.model.names import CycleId, KpiId, TeamId
from okrsite.pipeline.cells import WHOLE, CellTables
from okrsite.pipeline.compute.kpi_values import Readings, read_kpi
from okrsite.pipeline.compute.rhythm import Rhythms, team_rhythms

Scorers = Mapping[str, Scorer[Any]]
DEFAULT_RHYTHMS = Rhythms()


class Basis(Struct, frozen=True):
    """What scores are worked out from: the goals, the day, and what every score asks for.

    Attributes:
        forest: The goals, with nothing later than the day in them.
        day: The day that is scored.
        cycle: The cycle whose goals teams and the company are summed over; one cell.
        scorers: The scorers of plugins, by name.
        rhythms: How often each team checks in and reviews; one cell.
        readings: What each KPI was read as.
    """

    forest: Forest
    day: date
    cycle: Mapping[str, CycleId | None]
    scorers: Scorers
    rhythms: Mapping[str, Mapping[TeamId, Rhythms]]
    readings: Mapping[KpiId, Readings]

    def rhythm(self, team: TeamId | None) -> Rhythms:
        """How often a team checks in and reviews."""
        return self.rhythms[WHOLE].get(team or "", DEFAULT_RHYTHMS)


def basis_of(
    forest: Forest,
    day: date,
    cycle: Mapping[str, CycleId | None],
    scorers: Scorers,
    tables: CellTables,
) -> Basis:
    """What the scores of a forest with nothing later than a day are worked out from."""
    rhythms = tables.table(
        "rhythm", (WHOLE,), lambda _, __: team_rhythms(forest.teams), dict[TeamId, Rhythms]
    )
    readings = tables.table(
        "readings",
        forest.kpi_order,
        lambda read, id_: read_kpi(id_, read, forest, day),
        # A formula holds the readings of its operands, and those may be as many as there are KPIs.
        told=lambda read, value: (
            replace(value, operands={}),
            [read.digest(id_) for id_ in value.operands],
        ),
    )
    return Basis(forest, day, cycle, scorers, rhythms, readings)
