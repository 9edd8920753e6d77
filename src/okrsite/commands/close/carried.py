"""Carried: which key results go on in the next cycle, from where, and to what."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from msgspec import Struct

from okrsite.model.goal_score import KeyResultScore, ObjectiveScore
from okrsite.model.goals import GoalRef, Initiative, KeyResult, Objective
from okrsite.model.measure import Metric, Milestones, NumberZones, Relative
from okrsite.model.names import CycleId, KeyResultId, ObjectiveId
from okrsite.model.scored import Scored
from okrsite.model.standing import is_open

# What belongs to the cycle that is over.
PAST = frozenset({"due", "checkpoints", "score", "score_reason", "current", "aliases"})


class CarriedGoal(Struct, frozen=True):
    """An objective that goes on under another id, with those of its key results that do."""

    objective: Objective
    score: ObjectiveScore
    id: ObjectiveId
    cycle: CycleId
    results: tuple[KeyResultId, ...]


class ResultChange(Struct, frozen=True, kw_only=True):
    """How a key result differs from the one that it continues.

    `gone` are fields, `values` those that are another, `steps` and `initiatives` the places of
    what is done and so left out.
    """

    gone: frozenset[str]
    values: dict[str, Any]
    steps: tuple[int, ...] = ()
    initiatives: tuple[int, ...] = ()


class SupportChange(Struct, frozen=True):
    """What the place of each supported goal takes: another goal, or None and a comment."""

    goals: dict[int, str | None]
    comments: tuple[str, ...] = ()


def carried_goals(scored: Scored, cycle: CycleId, next_cycle: CycleId) -> list[CarriedGoal]:
    """The goals of a closed cycle that were not met, wholly or in part, in order of their ids."""
    found = []
    for id_ in scored.cycles[cycle].objectives:
        objective, score = scored.forest.objectives[id_], scored.objectives[id_]
        unmet = tuple(name for name, result in score.key_results.items() if not _is_met(result))
        if unmet or not (score.key_results or (score.grade and score.grade.met)):
            new = next_id(id_, cycle, next_cycle)
            found.append(CarriedGoal(objective, score, new, next_cycle, unmet))
    return found


def next_id(id_: ObjectiveId, cycle: CycleId, next_cycle: CycleId) -> ObjectiveId:
    """The id of a goal in the next cycle: its own without its cycle, and the next one's."""
    return f"{id_.removesuffix(f'-{cycle}')}-{next_cycle}"


def changed_result(result: KeyResult, score: KeyResultScore) -> ResultChange:
    """A key result as it begins anew: from where it stands, to what it did not reach."""
    gone, values = set(PAST), {}
    match result.measure:
        case Metric():
            values = _start(result, score)
        case Relative():
            gone.add("change")
            values = _start(result, score) | _number("target", score.target)
        case NumberZones(target=target) as zones:
            values = _start(result, score)
            if _is_beyond(zones, score.current):
                # Zones begin beyond their start, and this one is behind it now.
                gone.add("zones")
                values |= {"target": target}
        case _:
            pass
    if result.kpi:
        gone.add("start")
    return ResultChange(
        gone=frozenset(gone - values.keys()),
        values=values,
        steps=_done_steps(result, score),
        initiatives=done_places(result.initiatives),
    )


def changed_support(
    goal: Objective, carried: dict[ObjectiveId, CarriedGoal], scored: Scored
) -> SupportChange:
    """What a carried goal supports: what continues its parents, else them while they are open."""
    goals: dict[int, str | None] = {}
    comments = []
    for place, reference in enumerate(goal.supports):
        parent = scored.forest.objectives[reference.goal.objective]
        if parent.id in carried:
            successor = carried[parent.id]
            goals[place] = _continued(reference, successor.id, successor.results)
        elif not is_open(scored.forest.cycle_of(parent), scored.today):
            there = _earlier_successor(parent, scored)
            known = [result.id for result in there.key_results] if there else ()
            goals[place] = _continued(reference, there.id, known) if there else None
            comments += [] if there else [f"It supported {reference}, which ended with its cycle."]
    return SupportChange(goals, tuple(comments))


def _earlier_successor(parent: Objective, scored: Scored) -> Objective | None:
    """The goal of an open cycle that continues one of a cycle that was closed before."""
    for cycle in scored.forest.cycles.values():
        id_ = next_id(parent.id, parent.cycle or "", cycle.id)
        if is_open(cycle, scored.today) and id_ in scored.forest.objectives:
            return scored.forest.objectives[id_]
    return None


def done_places(initiatives: tuple[Initiative, ...]) -> tuple[int, ...]:
    """Where in a list of initiatives those stand that are done."""
    return tuple(place for place, initiative in enumerate(initiatives) if initiative.done)


def _continued(reference: GoalRef, id_: ObjectiveId, results: Collection[KeyResultId]) -> str:
    """The same reference to what continues its goal; without a key result that does not go on."""
    result = reference.goal.key_result
    return f"{id_}#{result}" if result in results else id_


def _is_met(score: KeyResultScore) -> bool:
    return score.grade is not None and score.grade.met


def _start(result: KeyResult, score: KeyResultScore) -> dict[str, Any]:
    """The value that it stands at; a KPI tells it by itself on the day before the next cycle."""
    return {} if result.kpi else _number("start", score.current)


def _number(name: str, value: float | None) -> dict[str, Any]:
    if value is None:
        return {}
    rounded = round(value, 9)
    return {name: int(rounded) if rounded.is_integer() else rounded}


def _is_beyond(zones: NumberZones, value: float | None) -> bool:
    if value is None:
        return False
    return value >= zones.commit if zones.stretch > zones.commit else value <= zones.commit


def _done_steps(result: KeyResult, score: KeyResultScore) -> tuple[int, ...]:
    if not isinstance(result.measure, Milestones):
        return ()
    return tuple(place for place, step in enumerate(score.steps) if step.done)
