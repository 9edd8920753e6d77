"""Maturity tables: the facts about each thing, and the reports that they make."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from okrsite.model.maturity import MaturityReport
from okrsite.model.names import CycleId, KpiId, ObjectiveId, TeamId
from okrsite.model.scored import Scored
from okrsite.pipeline.cells import WHOLE, CellTables
from okrsite.pipeline.compute.basis import Basis
from okrsite.pipeline.compute.maturity import maturity_reports
from okrsite.pipeline.compute.maturity_facts import (
    TeamFact,
    facts_of_cycle,
    facts_of_kpi,
    facts_of_objective,
)
from okrsite.pipeline.compute.teams import COMPANY


def maturity_tables(
    basis: Basis, scored: Scored, tables: CellTables
) -> Mapping[TeamId, MaturityReport]:
    """The reports of the company, under no name, and of every team."""
    forest, day = basis.forest, basis.day

    def of_objective(_: object, id_: ObjectiveId) -> tuple[TeamFact, ...]:
        objective, score = forest.objectives[id_], scored.objectives[id_]
        return tuple(facts_of_objective(objective, score, forest, basis.rhythms[WHOLE], day))

    def of_kpi(_: object, id_: KpiId) -> tuple[TeamFact, ...]:
        return tuple(facts_of_kpi(forest.kpis[id_], scored.kpis[id_], day))

    def of_cycle(_: object, id_: CycleId) -> tuple[TeamFact, ...]:
        return tuple(facts_of_cycle(forest.cycles[id_], day))

    facts = (
        tables.table("objective_facts", forest.objectives, of_objective, tuple[TeamFact, ...]),
        tables.table("kpi_facts", forest.kpis, of_kpi, tuple[TeamFact, ...]),
        tables.table("cycle_facts", forest.cycles, of_cycle, tuple[TeamFact, ...]),
    )

    def reported(_: object, __: str) -> dict[TeamId, MaturityReport]:
        told = chain.from_iterable(chain.from_iterable(table.values()) for table in facts)
        return maturity_reports(told, forest.teams)

    # What it gives is kept once, team by team.
    reports = tables.table("reports", (WHOLE,), reported)
    return tables.table(
        "maturity",
        (COMPANY, *forest.teams),
        lambda _, team: reports[WHOLE][team],
        MaturityReport,
    )
