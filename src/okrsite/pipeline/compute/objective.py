"""Objective: how far it is, from its key results and from the objectives that support it."""

from collections.abc import Iterable, Mapping
from datetime import date

from okrsite.model.forest import Forest
from okrsite.model.goal_score import Contribution, Grade, KeyResultScore, ObjectiveScore
from okrsite.model.goals import CheckIn, Objective
from okrsite.model.measure import Guardrail
from okrsite.model.names import KeyResultId, ObjectiveId
from okrsite.model.series import Point
from okrsite.pipeline.compute.grade import grade
from okrsite.pipeline.compute.pace import status_of, window_of
from okrsite.pipeline.compute.rhythm import Rhythms, next_checkin
from okrsite.pipeline.compute.rollup import (
    NOTHING,
    Part,
    Whole,
    rolled_up,
    weakest,
    weighted,
)

KeyResults = dict[KeyResultId, KeyResultScore]
Scores = Mapping[ObjectiveId, ObjectiveScore]


def score_objective(  # noqa: PLR0913, PLR0917 - all that an objective is scored from
    objective: Objective,
    key_results: KeyResults,
    forest: Forest,
    supporters: Mapping[ObjectiveId, float],
    scores: Scores,
    rhythms: Rhythms,
    today: date,
) -> ObjectiveScore:
    """An objective from its own key results and from the scores of those that support it.

    `supporters` have their weights, and their `scores` are known already. Its window is its cycle.
    `measured` counts its own key results, whatever the roll-up.
    """
    cycle, counts = forest.cycles[objective.cycle], objective.state == "active"
    window = window_of(cycle)
    parts = _own_parts(objective, key_results)
    own = weakest(parts) if objective.rollup == "weakest" else weighted(parts)
    contributions = tuple(
        Contribution(child, weight, scores[child].progress) for child, weight in supporters.items()
    )
    children = _from_children(contributions, scores)
    whole = rolled_up(objective.rollup, own, children)
    status = status_of(window, today, whole.progress, whole.expected, forest.settings.scoring)
    if status == "done" and _still_guards(objective, key_results):
        status = "on_track"
    checkins = forest.checkins.get(objective.id, ())
    confidences = _confidences(checkins)
    last = checkins[-1].date if checkins else None
    owes = counts and status != "done"
    return ObjectiveScore(
        id=objective.id,
        window=window,
        counts=counts,
        key_results=key_results,
        progress=whole.progress,
        progress_raw=whole.raw,
        expected=whole.expected,
        status=status,
        measured=len(parts),
        total=len(objective.key_results),
        from_key_results=own.progress,
        from_children=children.progress,
        contributions=contributions,
        confidence=confidences[-1].value if confidences else None,
        confidence_history=confidences,
        last_checkin=last,
        next_due=next_checkin(cycle, last, rhythms.checkins) if owes else None,
        grade=_grade(objective, key_results, whole, children, forest)
        if counts and cycle.closed is not None
        else None,
    )


def _own_parts(objective: Objective, key_results: KeyResults) -> list[Part]:
    parts = []
    for each in objective.key_results:
        score = key_results[each.id]
        if score.progress is not None and score.progress_raw is not None:
            parts.append(Part(each.weight, score.progress, score.progress_raw, score.expected))
    return parts


def _from_children(contributions: tuple[Contribution, ...], scores: Scores) -> Whole:
    if not contributions:
        return NOTHING
    parts = []
    for each in contributions:
        score = scores[each.objective]
        if (
            score.progress is not None
            and score.progress_raw is not None
            and score.expected is not None
        ):
            parts.append(Part(each.weight, score.progress, score.progress_raw, score.expected))
    return weighted(parts)


def _still_guards(objective: Objective, key_results: KeyResults) -> bool:
    """Whether the roll-up rests on a guardrail whose window is not over; then nothing is done."""
    return objective.rollup != "children" and any(
        isinstance(each.measure, Guardrail)
        and key_results[each.id].progress is not None
        and not key_results[each.id].is_met
        for each in objective.key_results
    )


def _confidences(checkins: Iterable[CheckIn]) -> tuple[Point, ...]:
    return tuple(
        Point(each.date, each.confidence) for each in checkins if each.confidence is not None
    )


def _grade(
    objective: Objective,
    key_results: KeyResults,
    whole: Whole,
    children: Whole,
    forest: Forest,
) -> Grade:
    """The grade of an objective, in which given scores replace those of its key results.

    `earned` is its progress; `counts` is the same roll-up over the grades of its key results, with
    the progress of those that support it.
    """
    counts = whole.progress
    if any(each.score is not None for each in objective.key_results):
        parts = _graded_parts(objective, key_results)
        own = weakest(parts) if objective.rollup == "weakest" else weighted(parts)
        counts = rolled_up(objective.rollup, own, children).progress
    scoring = forest.settings.scoring
    return grade(whole.progress, None, "", objective.type, scoring, counts)


def _graded_parts(objective: Objective, key_results: KeyResults) -> list[Part]:
    parts = []
    for each in objective.key_results:
        verdict = key_results[each.id].grade
        if verdict is not None and verdict.counts is not None:
            parts.append(Part(each.weight, verdict.counts, verdict.counts, 1.0))
    return parts
