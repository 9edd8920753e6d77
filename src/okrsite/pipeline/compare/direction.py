"""Direction: whether a change makes a goal easier or harder to reach.

A change that makes it easier is *eased*, the other way round it is *tightened*. Everything that is
neither, or of which it cannot be told, is None.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from okrsite.model.change import Direction
from okrsite.model.kpis import KpiTarget
from okrsite.model.measure import Checkpoint, Milestone, NumberZones, Range

_Ordered = TypeVar("_Ordered", float, date)


def of_target(before: float, after: float, start: float | None) -> Direction | None:
    """A target is eased nearer its start; one that crosses the start is another goal."""
    if start is None:
        return None
    was, now = before - start, after - start
    if was == 0 or was * now < 0:
        return None
    return _smaller(abs(was), abs(now))


def of_target_by_side(before: float, after: float, side: Range | None) -> Direction | None:
    """The target of a KPI, by the side on which its range is open; a closed range tells nothing."""
    if side is None or (side.min is None) == (side.max is None):
        return None
    return _smaller(before, after) if side.max is None else _smaller(after, before)


def of_start(before: float, after: float, target: float) -> Direction | None:
    """A start is eased away from its target: that is progress for nothing."""
    was, now = target - before, target - after
    if was == 0 or was * now < 0:
        return None
    return _smaller(abs(now), abs(was))


def of_range(before: Range | None, after: Range | None) -> Direction | None:
    """A range that holds all of the other is eased; without any, every value is acceptable."""
    old, new = before or Range(), after or Range()
    holds_old, holds_new = _contains(new, old), _contains(old, new)
    if holds_old == holds_new:
        return None
    return "eased" if holds_old else "tightened"


def of_day(before: date | None, after: date | None) -> Direction | None:
    """A later day is eased."""
    if before is None or after is None:
        return None
    return _smaller(after, before)


def of_kpi_target(
    before: KpiTarget | None, after: KpiTarget | None, side: Range | None
) -> Direction | None:
    """The target of a KPI: its value by the range's side, its day the later the easier."""
    if before is None or after is None:
        return None
    value = of_target_by_side(before.value, after.value, side)
    if before.value != after.value and value is None:
        return None
    return combined((value, of_day(before.by, after.by)))


def of_milestones(before: Iterable[Milestone], after: Iterable[Milestone]) -> Direction | None:
    """Milestones: gone or later is eased, new or earlier tightened."""
    old, new = list(before), list(after)
    found: list[Direction | None] = []
    known: set[str] = set()
    for step in old:
        kept = next((other for other in new if step.id in {other.id, *other.aliases}), None)
        found.append("eased" if kept is None else of_day(step.due, kept.due))
        known |= {kept.id} if kept else set()
    found += ["tightened" for step in new if step.id not in known]
    # A step less is one that nobody has to take, whatever comes instead.
    return "eased" if "eased" in found else combined(found)


def of_zones(before: NumberZones, after: NumberZones) -> Direction | None:
    """Zones in numbers: one that lies nearer the start is eased."""
    rising = before.stretch > before.commit
    if rising != (after.stretch > after.commit):
        return None
    pairs = zip(_values(before), _values(after), strict=True)
    return combined(_smaller(old, new) if rising else _smaller(new, old) for old, new in pairs)


def of_checkpoints(
    before: Iterable[Checkpoint], after: Iterable[Checkpoint], start: float | None
) -> Direction | None:
    """Checkpoints by their place in order: nearer the start, or later, is eased."""
    old, new = list(before), list(after)
    if len(old) != len(new):
        return None
    return combined(
        direction
        for was, now in zip(old, new, strict=True)
        for direction in (of_target(was.value, now.value, start), of_day(was.by, now.by))
    )


def combined(directions: Iterable[Direction | None]) -> Direction | None:
    """The direction of several changes together: the only one that any of them has."""
    found = {direction for direction in directions if direction}
    return found.pop() if len(found) == 1 else None


def _smaller(before: _Ordered, after: _Ordered) -> Direction | None:
    """Eased where the second is smaller, tightened where it is larger."""
    if before == after:
        return None
    return "eased" if after < before else "tightened"


def _values(zones: NumberZones) -> tuple[float, float, float]:
    return zones.commit, zones.target, zones.stretch


def _contains(outer: Range, inner: Range) -> bool:
    low = outer.min is None or (inner.min is not None and outer.min <= inner.min)
    high = outer.max is None or (inner.max is not None and outer.max >= inner.max)
    return low and high
