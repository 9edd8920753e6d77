"""Compute: the tables of scores, each cell from the forest and from the tables before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from okrsite.model.company_score import CycleScore, TeamScore
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.forest import Forest
from okrsite.model.goal_score import KeyResultScore, ObjectiveScore
from okrsite.model.goals import GoalKey, Objective
from okrsite.model.kpi_score import KpiScore
from okrsite.model.kpis import Kpi
from okrsite.model.names import CycleId, KeyResultId, KpiId, ObjectiveId, TeamId
from okrsite.model.placement import Placement, placement_of
from okrsite.model.scored import Scored
from okrsite.pipeline.cells import WHOLE, CellTables, Forgetful
from okrsite.pipeline.compute.as_of import forest_as_of
from okrsite.pipeline.compute.basis import Basis, Scorers, basis_of
from okrsite.pipeline.compute.checkin_values import goal_checkins
from okrsite.pipeline.compute.cycles import current_cycle, goals_by_cycle, score_cycle
from okrsite.pipeline.compute.key_result import measure_input, score_key_result
from okrsite.pipeline.compute.kpi import is_stale, score_kpi
from okrsite.pipeline.compute.loop import (
    LoopPosition,
    attacks_on,
    loop_position,
    measured_by_kpis,
)
from okrsite.pipeline.compute.maturity_tables import maturity_tables
from okrsite.pipeline.compute.objective import score_objective
from okrsite.pipeline.compute.pace import last_day
from okrsite.pipeline.compute.rhythm import rhythm_team
from okrsite.pipeline.compute.rollup import children_of
from okrsite.pipeline.compute.teams import COMPANY, TeamGoals, goals_by_team, score_team

Scores = Mapping[ObjectiveId, ObjectiveScore]
Placements = Mapping[ObjectiveId, Placement]


def compute(
    forest: Forest, today: date, scorers: Scorers, tables: CellTables | None = None
) -> tuple[Scored, list[Diagnostic]]:
    """The forest as it is known today, with every score, and what could not be scored.

    `Scored.forest` holds nothing that is dated later than today. Findings are errors: a key result
    whose direction cannot be told, and scorers that are unknown, wrongly set or failing.
    """
    tables = tables or Forgetful()
    forest = forest_as_of(today, forest, tables)
    cycle = tables.table(
        "current_cycle",
        (WHOLE,),
        lambda _, __: current_cycle(forest.cycles.values(), today),
        CycleId | None,
    )
    basis = basis_of(forest, today, cycle, scorers, tables)
    scored, findings = score(basis, tables)
    return replace(scored, maturity=maturity_tables(basis, scored, tables)), findings


def score(basis: Basis, tables: CellTables) -> tuple[Scored, list[Diagnostic]]:
    """Every score of a day but maturity; findings are those of `compute`."""
    forest = basis.forest
    scores = tables.table(
        "objective_score",
        forest.objectives,
        lambda scores, id_: _objective(basis, forest.objectives[id_], scores),
        ObjectiveScore,
        order=forest.depth_first,
    )
    failed = tables.table(
        "unscored", forest.objectives, lambda _, id_: _findings(scores[id_]), tuple[Diagnostic, ...]
    )
    placements = tables.table(
        "placement",
        forest.objectives,
        lambda _, id_: placement_of(forest.objectives[id_]),
        Placement,
    )
    teams = _teams(basis, scores, placements, tables)
    scored = Scored(
        forest=forest,
        today=basis.day,
        cycle=basis.cycle[WHOLE],
        objectives=scores,
        kpis=_kpis(basis, scores, placements, tables),
        teams=tables.table("team_score", forest.teams, teams, TeamScore),
        company=tables.table("company", (COMPANY,), teams, TeamScore)[COMPANY],
        cycles=_cycles(basis, scores, placements, tables),
    )
    return scored, [finding for id_ in forest.depth_first for finding in failed[id_]]


def _objective(basis: Basis, objective: Objective, scores: Scores) -> ObjectiveScore:
    """The score of an objective; those of all that support it are in `scores` already."""
    forest, day = basis.forest, basis.day
    rhythm = basis.rhythm(rhythm_team(objective, forest.people))
    until = last_day(forest.cycle_of(objective), day)
    checkins = goal_checkins(forest.checkins.get(objective.id, ()), until, rhythm.checkins)
    results: dict[KeyResultId, KeyResultScore] = {}
    for result in objective.key_results:
        given = measure_input(result, objective, checkins, forest, basis.readings, day)
        results[result.id] = score_key_result(given, objective, forest, basis.scorers)
    children = children_of(objective, forest)
    supporters = [(weight, scores[child]) for child, weight in children.items()]
    return score_objective(objective, results, supporters, forest, rhythm, day)


def _findings(score: ObjectiveScore) -> tuple[Diagnostic, ...]:
    return tuple(finding for result in score.key_results.values() for finding in result.findings)


def _kpis(
    basis: Basis, scores: Scores, placements: Placements, tables: CellTables
) -> Mapping[KpiId, KpiScore]:
    measured = tables.table(
        "measured_by",
        (WHOLE,),
        lambda _, __: measured_by_kpis(placements),
        dict[KpiId, list[GoalKey]],
    )

    def kpi_score(_: object, id_: KpiId) -> KpiScore:
        goals = measured[WHOLE].get(id_, ())
        return _kpi(basis, basis.forest.kpis[id_], goals, scores)

    return tables.table("kpi_score", basis.forest.kpis, kpi_score, KpiScore)


def _kpi(basis: Basis, kpi: Kpi, goals: Iterable[GoalKey], scores: Scores) -> KpiScore:
    """The score of a KPI that measures the key results `goals`."""
    readings, day = basis.readings[kpi.id], basis.day
    attacks = attacks_on(goals, basis.forest, scores, day)
    latest = readings.last(day)
    position = loop_position(kpi, latest.value if latest else None, attacks, basis.forest, day)
    is_calm = position.state in {"steady", "watch"}
    if latest and is_calm and is_stale(latest.since, readings.periods, day):
        position = LoopPosition("unknown")
    return score_kpi(kpi, readings, attacks, position, basis.rhythm(kpi.team), day)


def _teams(
    basis: Basis, scores: Scores, placements: Placements, tables: CellTables
) -> Callable[[object, TeamId], TeamScore]:
    """How a team, or the company, is scored."""
    goals = tables.table(
        "team_goals",
        (WHOLE,),
        lambda _, __: goals_by_team(placements, basis.forest.teams, basis.cycle[WHOLE]),
        dict[TeamId, TeamGoals],
    )
    return lambda _, id_: score_team(id_, goals[WHOLE][id_], scores)


def _cycles(
    basis: Basis, scores: Scores, placements: Placements, tables: CellTables
) -> Mapping[CycleId, CycleScore]:
    forest = basis.forest
    goals = tables.table(
        "cycle_goals",
        (WHOLE,),
        lambda _, __: goals_by_cycle(placements),
        dict[CycleId, list[ObjectiveId]],
    )

    def cycle_score(_: object, id_: CycleId) -> CycleScore:
        own = goals[WHOLE].get(id_, ())
        return score_cycle(forest.cycles[id_], own, forest, scores, basis.day)

    return tables.table("cycle_score", forest.cycles, cycle_score, CycleScore)
