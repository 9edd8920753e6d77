"""Cycles: which one is current, and how each stands with its own objectives."""

from collections.abc import Iterable, Mapping
from datetime import date

from okrsite.model.company_score import CycleScore
from okrsite.model.forest import Forest
from okrsite.model.goal_score import Band, ObjectiveScore
from okrsite.model.goals import CheckIn
from okrsite.model.names import CycleId, ObjectiveId
from okrsite.model.people import Cycle
from okrsite.model.placement import Placement
from okrsite.model.standing import has_ended, has_started, is_open
from okrsite.pipeline.compute.pace import elapsed_share, window_of
from okrsite.pipeline.compute.rounding import mean
from okrsite.pipeline.compute.teams import count_by_status

Scores = Mapping[ObjectiveId, ObjectiveScore]


def current_cycle(cycles: Iterable[Cycle], today: date) -> CycleId | None:
    """The shortest open cycle that contains today, else the one that ended last.

    Of equally long ones the later counts, of cycles that ended together the shorter; None where
    all lie ahead.
    """
    # min and max keep the first of equals, so the order of ids decides what nothing else does.
    ordered = sorted(cycles, key=lambda cycle: cycle.id)
    holding = [
        cycle for cycle in ordered if is_open(cycle, today) and cycle.start <= today <= cycle.end
    ]
    if holding:
        return min(holding, key=lambda cycle: (_length(cycle), -cycle.start.toordinal())).id
    ended = [cycle for cycle in ordered if has_ended(cycle, today)]
    return max(ended, key=lambda cycle: (_ended_on(cycle), -_length(cycle))).id if ended else None


def goals_by_cycle(
    placements: Mapping[ObjectiveId, Placement],
) -> dict[CycleId, list[ObjectiveId]]:
    """The active objectives that are exactly a cycle's own."""
    own: dict[CycleId, list[ObjectiveId]] = {}
    for id_, placement in placements.items():
        if placement.is_active and placement.cycle is not None:
            own.setdefault(placement.cycle, []).append(id_)
    return own


def score_cycle(
    cycle: Cycle, own: Iterable[ObjectiveId], forest: Forest, scores: Scores, today: date
) -> CycleScore:
    """A cycle with its own objectives."""
    return _score(cycle, [scores[id_] for id_ in own], forest.checkins, today)


def participation(
    cycle: Cycle,
    goals: Iterable[ObjectiveScore],
    checkins: Mapping[ObjectiveId, tuple[CheckIn, ...]],
    today: date,
) -> float | None:
    """The share of goals that had a check-in in the cycle; None before it and without goals."""
    took_part = [
        any(cycle.start <= checkin.date <= cycle.end for checkin in checkins.get(goal.id, ()))
        for goal in goals
    ]
    return sum(took_part) / len(took_part) if took_part and has_started(cycle, today) else None


def _score(
    cycle: Cycle,
    goals: list[ObjectiveScore],
    checkins: Mapping[ObjectiveId, tuple[CheckIn, ...]],
    today: date,
) -> CycleScore:
    measured = [goal for goal in goals if goal.progress is not None]
    grades = [goal.grade for goal in goals if goal.grade is not None]
    return CycleScore(
        id=cycle.id,
        elapsed=elapsed_share(window_of(cycle), today),
        is_open=is_open(cycle, today),
        objectives=tuple(goal.id for goal in goals),
        progress=mean([goal.progress for goal in measured if goal.progress is not None]),
        expected=mean([goal.expected for goal in measured if goal.expected is not None]),
        measured=len(measured),
        statuses=count_by_status(goal.status for goal in goals),
        participation=participation(cycle, goals, checkins, today),
        grade=mean([grade.counts for grade in grades if grade.counts is not None]),
        grades=_count_by_band(grade.band for grade in grades),
        met=sum(grade.met for grade in grades),
    )


def _count_by_band(bands: Iterable[Band | None]) -> dict[Band, int]:
    known = [band for band in bands if band is not None]
    order: tuple[Band, ...] = ("low", "middle", "high")
    return {band: known.count(band) for band in order if band in known}


def _length(cycle: Cycle) -> int:
    return (cycle.end - cycle.start).days


def _ended_on(cycle: Cycle) -> date:
    return min(cycle.end, cycle.closed) if cycle.closed else cycle.end
