"""Maturity facts: what the repository itself shows of how well goals are practised."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from msgspec import Struct

from okrsite.model.diagnostic import Subject
from okrsite.model.forest import Forest
from okrsite.model.goal_score import ObjectiveScore
from okrsite.model.goals import GoalKey, Objective
from okrsite.model.kpi_score import KpiScore
from okrsite.model.kpis import Kpi
from okrsite.model.maturity import Dimension, Evidence, MaturityFact
from okrsite.model.names import Rhythm, TeamId
from okrsite.model.people import Cycle
from okrsite.model.standing import has_ended, has_kpi, has_started, is_company_objective
from okrsite.pipeline.compute.rhythm import Rhythms, days_after, rhythm_team

RETROSPECTIVE_DAYS = 14
# The longest month: no check-in of a monthly rhythm may count as missed in any.
BEAT_DAYS: dict[Rhythm, int] = {"weekly": 7, "biweekly": 14, "monthly": 31}
DEFAULT = Rhythms()


class TeamFact(Struct, frozen=True, array_like=True, gc=False):
    """Evidence for one dimension; `team` is whose practice it shows, None only the company's."""

    team: TeamId | None
    dimension: Dimension
    evidence: Evidence


def facts_of_objective(
    objective: Objective,
    score: ObjectiveScore,
    forest: Forest,
    rhythms: Mapping[TeamId, Rhythms],
    today: date,
) -> Iterator[TeamFact]:
    """The facts of an objective, if it is active and its cycle has started."""
    cycle = forest.cycle_of(objective)
    if objective.state == "active" and has_started(cycle, today):
        yield from _clarity(objective, score, today)
        yield from _alignment(objective, forest)
        yield from _checkins(objective, forest, rhythms, today)
        yield from _connection(objective)
        yield from _closure(objective, score, cycle, forest, today)


def keeps_rhythm(days: Iterable[date], first: date, last: date, rhythm: Rhythm) -> bool | None:
    """Whether no two check-ins in a row were missed between two days.

    None while the first check-in is not due yet.
    """
    beat = BEAT_DAYS[rhythm]
    inside = [day for day in days if first <= day <= last]
    if not inside and (last - first).days <= beat:
        return None
    return all((b - a).days <= 2 * beat for a, b in pairwise([first, *inside, last]))


def _clarity(objective: Objective, score: ObjectiveScore, today: date) -> list[TeamFact]:
    """Each key result is measured; an objective without any is not clear.

    Milestones can be measured on any day. Where a KPI's first value is not due yet, nobody knows.
    """
    if not objective.key_results:
        return [_of(objective, "clarity", "has_key_results", holds=False)]
    return [
        _of(
            objective,
            "clarity",
            "is_measured",
            key_result.id,
            holds=key_result.progress is not None or bool(key_result.steps),
        )
        for key_result in score.key_results.values()
        if key_result.first_due is None or key_result.first_due < today
    ]


def _alignment(objective: Objective, forest: Forest) -> Iterator[TeamFact]:
    """Each objective below the company's own supports another."""
    if not is_company_objective(forest, objective):
        yield _of(objective, "alignment", "is_aligned", holds=bool(objective.supports))


def _checkins(
    objective: Objective, forest: Forest, rhythms: Mapping[TeamId, Rhythms], today: date
) -> Iterator[TeamFact]:
    cycle = forest.cycle_of(objective)
    team = rhythm_team(objective, forest.people)
    rhythm = rhythms.get(team or "", DEFAULT).checkins
    days = [checkin.date for checkin in forest.checkins.get(objective.id, ())]
    on_time = keeps_rhythm(days, cycle.start, min(today, cycle.end), rhythm)
    if on_time is not None:
        yield _of(objective, "discipline", "checked_in", holds=on_time)


def _connection(objective: Objective) -> Iterator[TeamFact]:
    """Each objective has a KPI: one that measures a key result, or one to keep an eye on."""
    yield _of(objective, "connection", "has_kpi", holds=has_kpi(objective))


def _closure(
    objective: Objective, score: ObjectiveScore, cycle: Cycle, forest: Forest, today: date
) -> Iterator[TeamFact]:
    """Two weeks after its cycle a goal is graded, and what a KPI confirmed is its new baseline."""
    if not has_ended(cycle, today) or days_after(cycle.end, RETROSPECTIVE_DAYS) >= today:
        return
    graded = score.grade is not None and score.grade.counts is not None
    yield _of(objective, "closure", "is_graded", holds=graded)
    for key_result in objective.key_results:
        if key_result.kpi is not None and score.key_results[key_result.id].is_met:
            baselines = forest.kpis[key_result.kpi].baselines
            holds = any(
                baseline.is_from(GoalKey(objective.id, key_result.id)) for baseline in baselines
            )
            yield _of(objective, "closure", "is_rebaselined", key_result.id, holds=holds)


def facts_of_kpi(kpi: Kpi, score: KpiScore, today: date) -> Iterator[TeamFact]:
    """Each KPI is reviewed on time, and acted on while it is out of range."""
    subject = Subject("kpi", kpi.id)
    if score.next_review_due is not None:
        on_time = score.next_review_due >= today
        yield TeamFact(kpi.team, "discipline", Evidence(subject, on_time, "reviewed"))
    if score.health == "out_of_range":
        evidence = Evidence(subject, not score.nobody_acts, "is_acted_on")
        yield TeamFact(kpi.team, "connection", evidence)


def facts_of_cycle(cycle: Cycle, today: date) -> Iterator[TeamFact]:
    """A retrospective within two weeks: the day of the close is the only day it has."""
    limit = days_after(cycle.end, RETROSPECTIVE_DAYS)
    is_written = bool(cycle.body) and cycle.closed is not None
    if not is_written and limit >= today:
        return
    holds = is_written and cycle.closed is not None and cycle.closed <= limit
    evidence = Evidence(Subject("cycle", cycle.id), holds, "has_retrospective")
    yield TeamFact(None, "discipline", evidence)


def _of(
    objective: Objective,
    dimension: Dimension,
    fact: MaturityFact,
    key_result: str = "",
    *,
    holds: bool,
) -> TeamFact:
    subject = Subject("objective", objective.id, key_result)
    return TeamFact(objective.team, dimension, Evidence(subject, holds, fact))
