"""Compute: every number beside its goal, as of one day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.extensions import Scorer
from okrsite.model.forest import Forest
from okrsite.model.goal_score import KeyResultScore, ObjectiveScore
from okrsite.model.goals import Objective
from okrsite.model.kpi_score import KpiScore
from okrsite.model.names import CycleId, KpiId, ObjectiveId, Rhythm, TeamId
from okrsite.model.scored import Scored
from okrsite.pipeline.compute.as_of import forest_as_of
from okrsite.pipeline.compute.checkin_values import goal_checkins
from okrsite.pipeline.compute.cycles import current_cycle, score_cycles
from okrsite.pipeline.compute.key_result import measure_input, score_key_result
from okrsite.pipeline.compute.kpi import is_stale, score_kpi
from okrsite.pipeline.compute.kpi_values import Readings, read_kpis
from okrsite.pipeline.compute.loop import LoopPosition, attacks_by_kpi, loop_position
from okrsite.pipeline.compute.maturity import maturity_reports
from okrsite.pipeline.compute.maturity_facts import facts_of
from okrsite.pipeline.compute.objective import score_objective
from okrsite.pipeline.compute.pace import last_day
from okrsite.pipeline.compute.rhythm import Rhythms, rhythm_team, team_rhythms
from okrsite.pipeline.compute.rollup import children_of
from okrsite.pipeline.compute.teams import score_teams

DEFAULT_RHYTHMS = Rhythms()


def compute(
    forest: Forest, today: date, scorers: Mapping[str, Scorer[Any]]
) -> tuple[Scored, list[Diagnostic]]:
    """The forest as it is known today, with every score, and what could not be scored.

    `Scored.forest` holds nothing that is dated later than today. Findings are errors: a key result
    whose direction cannot be told, and scorers that are unknown, wrongly set or failing.
    """
    forest = forest_as_of(today, forest)
    cycle = current_cycle(forest.cycles.values(), today)
    scored, findings = score(forest, today, cycle, scorers)
    rhythms = team_rhythms(forest.teams)
    facts = facts_of(forest, scored.objectives, scored.kpis, rhythms, today)
    return replace(scored, maturity=maturity_reports(facts, forest.teams)), findings


def score(
    forest: Forest, day: date, cycle: CycleId | None, scorers: Mapping[str, Scorer[Any]]
) -> tuple[Scored, list[Diagnostic]]:
    """A forest with nothing later than a day in it, with every score of that day but maturity.

    Teams and the company are summed over the goals of `cycle`; findings are those of `compute`.
    """
    rhythms = team_rhythms(forest.teams)
    readings = read_kpis(forest, day)
    objectives, findings = _objectives(forest, readings, rhythms, scorers, day)
    teams, company = score_teams(forest, objectives, cycle)
    scored = Scored(
        forest=forest,
        today=day,
        cycle=cycle,
        # Back from the order of the roll-up to that of the ids.
        objectives={id_: objectives[id_] for id_ in forest.objectives},
        kpis=_kpis(forest, readings, objectives, rhythms, day),
        teams=teams,
        company=company,
        cycles=score_cycles(forest, objectives, day),
    )
    return scored, findings


def _objectives(
    forest: Forest,
    readings: Mapping[KpiId, Readings],
    rhythms: Mapping[TeamId, Rhythms],
    scorers: Mapping[str, Scorer[Any]],
    today: date,
) -> tuple[dict[ObjectiveId, ObjectiveScore], list[Diagnostic]]:
    scores: dict[ObjectiveId, ObjectiveScore] = {}
    findings: list[Diagnostic] = []
    children = children_of(forest.objectives.values())
    # A roll-up needs the scores of all that support the objective.
    for id_ in forest.depth_first:
        objective = forest.objectives[id_]
        beat = rhythms.get(rhythm_team(objective, forest.people) or "", DEFAULT_RHYTHMS)
        key_results, found = _key_results(
            objective, forest, readings, beat.checkins, scorers, today
        )
        findings.extend(found)
        supporters = [(weight, scores[child]) for child, weight in children.get(id_, {}).items()]
        scores[id_] = score_objective(objective, key_results, supporters, forest, beat, today)
    return scores, findings


def _key_results(
    objective: Objective,
    forest: Forest,
    readings: Mapping[KpiId, Readings],
    rhythm: Rhythm,
    scorers: Mapping[str, Scorer[Any]],
    today: date,
) -> tuple[dict[str, KeyResultScore], list[Diagnostic]]:
    until = last_day(forest.cycle_of(objective), today)
    checkins = goal_checkins(forest.checkins.get(objective.id, ()), until, rhythm)
    scores: dict[str, KeyResultScore] = {}
    findings: list[Diagnostic] = []
    for key_result in objective.key_results:
        given = measure_input(key_result, objective, checkins, forest, readings, today)
        scores[key_result.id], found = score_key_result(given, objective, forest, scorers)
        findings.extend(found)
    return scores, findings


def _kpis(
    forest: Forest,
    readings: Mapping[KpiId, Readings],
    objectives: Mapping[ObjectiveId, ObjectiveScore],
    rhythms: Mapping[TeamId, Rhythms],
    today: date,
) -> dict[KpiId, KpiScore]:
    attacks = attacks_by_kpi(forest, objectives, today)
    scores = {}
    for id_, kpi in forest.kpis.items():
        latest = readings[id_].last(today)
        own = attacks.get(id_, ())
        position = loop_position(kpi, latest.value if latest else None, own, forest, today)
        if (
            latest
            and position.state in {"steady", "watch"}
            and is_stale(latest.since, readings[id_].periods, today)
        ):
            position = LoopPosition("unknown")
        beat = rhythms.get(kpi.team or "", DEFAULT_RHYTHMS)
        scores[id_] = score_kpi(kpi, readings[id_], own, position, beat, today)
    return scores
