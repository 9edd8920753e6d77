"""Judged: the direction of changes that a commit alone does not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from okrsite.model.change import Direction, GoalChange
from okrsite.model.forest import Forest
from okrsite.model.goals import Objective
from okrsite.model.history import HistoryEntry
from okrsite.model.measure import Metric
from okrsite.pipeline.compare import direction


def judged(entries: Iterable[HistoryEntry], forest: Forest) -> Iterator[HistoryEntry]:
    """The entries, with the direction that cycles and KPIs as they are now tell.

    A commit holds neither the days of a cycle that it moves a goal to, nor the range of the KPI
    that measures a target.
    """
    for entry in entries:
        towards = entry.change.direction or _direction(entry.change, forest)
        if towards == entry.change.direction:
            yield entry
        else:
            yield replace(entry, change=replace(entry.change, direction=towards))


def _direction(change: GoalChange, forest: Forest) -> Direction | None:
    match change:
        case GoalChange(kind="objective", change="cycle"):
            return direction.of_day(_end(change.before, forest), _end(change.after, forest))
        case GoalChange(kind="key_result", change="due"):
            objective = forest.objectives.get(change.id)
            whole = _end(objective.cycle, forest) if objective else None
            return direction.of_day(_day(change.before) or whole, _day(change.after) or whole)
        case GoalChange(kind="key_result", change="target", before=int() | float() as before):
            is_number = isinstance(change.after, int | float)
            return _of_target(before, change, forest) if is_number else None
        case _:
            return None


def _of_target(before: float, change: GoalChange, forest: Forest) -> Direction | None:
    """The direction of a target whose start the KPI tells: by the side of the KPI's range."""
    objective: Objective | None = forest.objectives.get(change.id)
    result = objective.key_result(change.key_result) if objective else None
    if result is None or not isinstance(result.measure, Metric) or result.measure.start is not None:
        return None
    kpi = forest.kpis.get(result.kpi or "")
    return direction.of_target_by_side(before, change.after, kpi.range if kpi else None)


def _end(cycle: str | None, forest: Forest) -> date | None:
    current = forest.aliases.get("cycle", {}).get(cycle or "", cycle or "")
    return forest.cycles[current].end if current in forest.cycles else None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
