"""Measures: what a key result has to reach, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from msgspec import Struct

from okrsite.model.change import ChangeName, Direction, GoalChange
from okrsite.model.measure import (
    Checkpoint,
    Custom,
    Guardrail,
    Measure,
    Metric,
    Milestone,
    Milestones,
    NumberZones,
    Range,
    Relative,
    Zones,
)
from okrsite.pipeline.compare import direction
from okrsite.pipeline.compare.fields import ComparedThing, day_text

# What authors call a field, where the change has another name.
_FIELDS: dict[ChangeName, str] = {"range": "keep"}


class MeasureContext(Struct, frozen=True):
    """What the direction of a change is told by.

    Attributes:
        start: The value that the key result started from before the change, where it is known.
        is_comparable: Whether both states count in one unit and by one KPI.
        range_before: The range of the KPI that measured it.
        range_after: The range of the KPI that measures it.
    """

    start: float | None = None
    is_comparable: bool = True
    range_before: Range | None = None
    range_after: Range | None = None


def changed_measure(
    before: Measure, after: Measure, compared: ComparedThing, known: MeasureContext
) -> Iterator[GoalChange]:
    """What changed of the start, the target, the range, the steps or the zones.

    A shape that becomes another one loses its fields and gets others, none with a direction.
    """
    if before == after:
        return
    if type(before) is not type(after):
        yield from _another_shape(before, after, compared)
        return
    match before, after:
        case Metric(), Metric():
            towards = _target(before.target, after.target, before.start, known)
            yield from compared.change("target", before.target, after.target, towards)
            yield from _start(before, after, compared, known)
        case Relative(), Relative():
            # A change is counted from the start, which is nothing changed.
            towards = _target(before.change, after.change, 0, known)
            yield from compared.change("target", before.change, after.change, towards, "change")
            yield from _start(before, after, compared, known)
        case Guardrail(), Guardrail():
            old, new = before.keep or known.range_before, after.keep or known.range_after
            towards = direction.of_range(old, new) if known.is_comparable and old and new else None
            yield from compared.change("range", before.keep, after.keep, towards, "keep")
        case Milestones(), Milestones():
            towards = direction.of_milestones(before.steps, after.steps)
            old_steps, new_steps = _steps(before.steps), _steps(after.steps)
            yield from compared.change("milestones", old_steps, new_steps, towards)
        case NumberZones(), NumberZones():
            towards = direction.of_zones(before, after) if known.is_comparable else None
            yield from compared.change("zones", _zones(before), _zones(after), towards)
            yield from _start(before, after, compared, known)
        case _:
            yield from _another_shape(before, after, compared)


def _target(
    before: float, after: float, start: float | None, known: MeasureContext
) -> Direction | None:
    if not known.is_comparable:
        return None
    from_ = known.start if start is None else start
    if from_ is None:
        return direction.of_target_by_side(before, after, known.range_before)
    return direction.of_target(before, after, from_)


def _start(
    before: Metric | Relative | NumberZones,
    after: Metric | Relative | NumberZones,
    compared: ComparedThing,
    known: MeasureContext,
) -> Iterator[GoalChange]:
    """The change of the start, and of the checkpoints on the way from there."""
    towards: Direction | None = None
    if known.is_comparable and before.start is not None and after.start is not None:
        goal = _goal(before)
        towards = None if goal is None else direction.of_start(before.start, after.start, goal)
    yield from compared.change("start", before.start, after.start, towards)
    if isinstance(before, NumberZones) or isinstance(after, NumberZones):
        return
    from_ = known.start if before.start is None else before.start
    towards = None
    if known.is_comparable:
        towards = direction.of_checkpoints(before.checkpoints, after.checkpoints, from_)
    old, new = _checkpoints(before.checkpoints), _checkpoints(after.checkpoints)
    yield from compared.change("checkpoints", old, new, towards)


def _goal(measure: Metric | Relative | NumberZones) -> float | None:
    """The value that a measure with a written start is to reach."""
    match measure:
        case Metric():
            return measure.target
        case Relative():
            return None if measure.start is None else measure.start * (1 + measure.change)
        case NumberZones():
            return measure.stretch


def _another_shape(
    before: Measure, after: Measure, compared: ComparedThing
) -> Iterator[GoalChange]:
    old, new = _written(before), _written(after)
    for name in (*old, *(name for name in new if name not in old)):
        yield from compared.change(name, old.get(name), new.get(name), None, _FIELDS.get(name, ""))


def _written(measure: Measure) -> dict[ChangeName, Any]:
    """What was written of a shape, by the names of the changes that tell of it."""
    match measure:
        case Metric():
            return {"target": measure.target, "start": measure.start}
        case Relative():
            return {"target": measure.change, "start": measure.start}
        case Guardrail():
            return {"range": measure.keep}
        case Milestones():
            return {"milestones": _steps(measure.steps)}
        case Zones() | NumberZones():
            return {"zones": _zones(measure)}
        case Custom():
            return {"target": {"use": measure.use, "settings": measure.settings.decode()}}
        case _:
            assert_never(measure)


def _steps(steps: Iterable[Milestone]) -> list[dict[str, Any]]:
    """Milestones without the day they were done, which is progress and no change of the goal."""
    return [
        {"id": step.id, "title": step.title, "weight": step.weight, "due": day_text(step.due)}
        for step in steps
    ]


def _zones(zones: Zones | NumberZones) -> dict[str, Any]:
    return {"commit": zones.commit, "target": zones.target, "stretch": zones.stretch}


def _checkpoints(checkpoints: Iterable[Checkpoint]) -> list[dict[str, Any]]:
    return [{"by": day_text(point.by), "value": point.value} for point in checkpoints]
