"""Goals: what changed of an objective and of its key results."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.change import Direction, GoalChange
from okrsite.model.goals import GoalKey, KeyResult, Objective
from okrsite.pipeline.compare import direction
from okrsite.pipeline.compare.current_names import CurrentNames
from okrsite.pipeline.compare.fields import ComparedThing
from okrsite.pipeline.compare.measures import MeasureContext, changed_measure
from okrsite.pipeline.compare.pairs import pair
from okrsite.pipeline.compare.presence import added, removed, renamed
from okrsite.pipeline.compare.side import ComparedSide


def changed_objective(
    before: Objective,
    after: Objective,
    sides: tuple[ComparedSide, ComparedSide],
    names: CurrentNames,
) -> Iterator[GoalChange]:
    """Every change of an objective that is there before and after, its key results' included."""
    compared = ComparedThing("objective", after.id, after)
    yield from compared.change("title", before.title, after.title)
    yield from compared.change("owner", names.name("person", before.owner), after.owner)
    yield from compared.change("team", names.name("team", before.team), after.team)
    yield from compared.change(
        "cycle", names.name("cycle", before.cycle), after.cycle, _later_cycle(before, after, sides)
    )
    yield from compared.change("type", before.type, after.type, _of_type(before, after))
    yield from compared.change(
        "supports", names.supports(before.supports), names.supports(after.supports)
    )
    yield from compared.change("state", before.state, after.state)
    yield from compared.change("rollup", before.rollup, after.rollup)
    yield from compared.ignored(before.ignore, after.ignore)
    results = pair(before.key_results, after.key_results)
    for gone in results.gone:
        yield removed("key_result", before.id, gone, gone.id)
    for new in results.new:
        yield added("key_result", after.id, new, new.id)
    for old, new in results.both:
        yield from _changed_result((before, old), (after, new), sides, names)


def _of_type(before: Objective, after: Objective) -> Direction | None:
    """A committed objective has to be met in full; any other from 0.7 on."""
    if "committed" not in {before.type, after.type} or before.type == after.type:
        return None
    return "eased" if before.type == "committed" else "tightened"


def _later_cycle(
    before: Objective, after: Objective, sides: tuple[ComparedSide, ComparedSide]
) -> Direction | None:
    return direction.of_day(sides[0].end_of(before), sides[1].end_of(after))


def _changed_result(
    before: tuple[Objective, KeyResult],
    after: tuple[Objective, KeyResult],
    sides: tuple[ComparedSide, ComparedSide],
    names: CurrentNames,
) -> Iterator[GoalChange]:
    (objective, old), (objective_now, new) = before, after
    compared = ComparedThing("key_result", objective_now.id, new, new.id)
    if old.id != new.id:
        yield renamed("key_result", objective_now.id, old.id, new, new.id)
    kpi = names.name("kpi", old.kpi)
    yield from compared.change("title", old.title, new.title)
    yield from compared.change("owner", names.name("person", old.owner), new.owner)
    yield from compared.change("kpi", kpi, new.kpi)
    yield from compared.change("unit", old.unit, new.unit)
    yield from compared.change("weight", old.weight, new.weight)
    yield from _due(before, after, compared, sides)
    known = MeasureContext(
        start=sides[0].starts.get(GoalKey(objective.id, old.id)),
        is_comparable=old.unit == new.unit and kpi == new.kpi,
        range_before=sides[0].ranges.get(old.kpi or ""),
        range_after=sides[1].ranges.get(new.kpi or ""),
    )
    yield from changed_measure(old.measure, new.measure, compared, known)
    yield from compared.change("score", old.score, new.score)


def _due(
    before: tuple[Objective, KeyResult],
    after: tuple[Objective, KeyResult],
    compared: ComparedThing,
    sides: tuple[ComparedSide, ComparedSide],
) -> Iterator[GoalChange]:
    """The change of the day it is due, which is the end of the cycle unless it says another."""
    (objective, old), (objective_now, new) = before, after
    towards = direction.of_day(
        old.due or sides[0].end_of(objective), new.due or sides[1].end_of(objective_now)
    )
    yield from compared.change("due", old.due, new.due, towards)
