"""Objective: how far it is, from its key results and from the objectives that support it."""

from collections.abc import Iterable, Sequence
from datetime import date

from okrsite.model.forest import Forest
from okrsite.model.goal_score import Contribution, Grade, KeyResultScore, ObjectiveScore
from okrsite.model.goals import CheckIn, Objective
from okrsite.model.measure import Guardrail
from okrsite.model.names import KeyResultId, Status
from okrsite.model.series import Point
from okrsite.pipeline.compute.grade import grade
from okrsite.pipeline.compute.pace import status_of, window_of
from okrsite.pipeline.compute.rhythm import Rhythms, next_checkin
from okrsite.pipeline.compute.rollup import (
    MeasuredPart,
    Whole,
    roll_up,
    weakest_part,
    weighted_means,
)

KeyResults = dict[KeyResultId, KeyResultScore]
Weighed = Iterable[tuple[float, KeyResultScore | ObjectiveScore]]


def score_objective(
    objective: Objective,
    key_results: KeyResults,
    supporters: Sequence[tuple[float, ObjectiveScore]],
    forest: Forest,
    rhythms: Rhythms,
    today: date,
) -> ObjectiveScore:
    """An objective from its own key results and from those that support it, by their weights.

    Its window is its cycle. `measured` counts its own key results, whatever the roll-up.
    """
    cycle, counts = forest.cycle_of(objective), objective.state == "active"
    window = window_of(cycle)
    parts = _parts(
        (key_result.weight, key_results[key_result.id]) for key_result in objective.key_results
    )
    own, children = _own(objective, parts), weighted_means(_parts(supporters))
    whole = roll_up(objective.rollup, own, children)
    status = status_of(window, today, whole.progress, whole.expected, forest.settings.scoring)
    if status == "done":
        status = _status_when_reached(objective, key_results)
    checkins = forest.checkins.get(objective.id, ())
    confidences = _confidences(checkins)
    last = checkins[-1].date if checkins else None
    # Nobody needs to report on what is reached, nor when the time is up: then the cycle is closed.
    owes = counts and status != "done" and today <= cycle.end
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
        contributions=tuple(
            Contribution(child.id, weight, child.progress) for weight, child in supporters
        ),
        confidence=confidences[-1].value if confidences else None,
        confidence_history=confidences,
        last_checkin=last,
        next_due=next_checkin(cycle, last, rhythms.checkins) if owes else None,
        grade=_grade(objective, key_results, whole, children, forest)
        if counts and cycle.closed is not None
        else None,
    )


def _parts(weighed: Weighed) -> list[MeasuredPart]:
    """Those that are measured."""
    return [
        MeasuredPart(weight, score.progress, score.progress_raw, score.expected)
        for weight, score in weighed
        if score.progress is not None
        and score.progress_raw is not None
        and score.expected is not None
    ]


def _own(objective: Objective, parts: Sequence[MeasuredPart]) -> Whole:
    return weakest_part(parts) if objective.rollup == "weakest" else weighted_means(parts)


def _status_when_reached(objective: Objective, key_results: KeyResults) -> Status:
    """Done, unless the roll-up rests on what is not settled.

    That is a value of too few periods, or a guardrail whose window is not over: a range can still
    be left on its last day.
    """
    if objective.rollup == "children":
        return "done"
    measured = [score for score in key_results.values() if score.progress is not None]
    if any(score.is_thin for score in measured):
        return "at_risk"
    guards = {row.id for row in objective.key_results if isinstance(row.measure, Guardrail)}
    still_guards = any(score.id in guards and not score.is_met for score in measured)
    return "on_track" if still_guards else "done"


def _confidences(checkins: Iterable[CheckIn]) -> tuple[Point, ...]:
    return tuple(
        Point(checkin.date, checkin.confidence)
        for checkin in checkins
        if checkin.confidence is not None
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
    if any(key_result.score is not None for key_result in objective.key_results):
        own = _own(objective, _graded_parts(objective, key_results))
        counts = roll_up(objective.rollup, own, children).progress
    scoring = forest.settings.scoring
    return grade(whole.progress, None, "", objective.type, scoring, counts)


def _graded_parts(objective: Objective, key_results: KeyResults) -> list[MeasuredPart]:
    parts = []
    for key_result in objective.key_results:
        verdict = key_results[key_result.id].grade
        if verdict is not None and verdict.counts is not None:
            parts.append(MeasuredPart(key_result.weight, verdict.counts, verdict.counts, 1.0))
    return parts
