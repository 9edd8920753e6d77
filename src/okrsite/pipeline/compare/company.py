"""The company: what changed of a team, a person or a cycle."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.change import Direction, GoalChange
from okrsite.model.people import Cycle, Person, Team
from okrsite.pipeline.compare.current_names import CurrentNames
from okrsite.pipeline.compare.fields import ComparedThing, day_text


def changed_team(before: Team, after: Team, names: CurrentNames) -> Iterator[GoalChange]:
    """Every change of a team: `team` is the one it is part of, `owner` who leads it."""
    compared = ComparedThing("team", after.id, after)
    yield from compared.change("title", before.title, after.title)
    parent = names.name("team", before.parent)
    yield from compared.change("team", parent, after.parent, field="parent")
    lead = names.name("person", before.lead)
    yield from compared.change("owner", lead, after.lead, field="lead")
    yield from compared.ignored(before.ignore, after.ignore)


def changed_person(before: Person, after: Person, names: CurrentNames) -> Iterator[GoalChange]:
    """Every change of a person; `state` is the day on which somebody left."""
    compared = ComparedThing("person", after.id, after)
    yield from compared.change("title", before.title, after.title)
    yield from compared.change("team", names.name("team", before.team), after.team)
    yield from compared.change("state", day_text(before.left), day_text(after.left), field="left")


def changed_cycle(before: Cycle, after: Cycle, names: CurrentNames) -> Iterator[GoalChange]:
    """Every change of a cycle: `days` are its first and last, `state` the day it was closed."""
    compared = ComparedThing("cycle", after.id, after)
    yield from compared.change("title", before.title, after.title)
    longer = _length(before, after)
    moved = "start" if before.start != after.start else "end"
    yield from compared.change("days", _days(before), _days(after), longer, moved)
    parent = names.name("cycle", before.parent)
    yield from compared.change("cycle", parent, after.parent, field="parent")
    closed = day_text(before.closed), day_text(after.closed)
    yield from compared.change("state", *closed, field="closed")
    yield from compared.ignored(before.ignore, after.ignore)


def _length(before: Cycle, after: Cycle) -> Direction | None:
    """A longer cycle is eased; one that only lies elsewhere is neither."""
    days = (after.end - after.start) - (before.end - before.start)
    if not days:
        return None
    return "eased" if days.days > 0 else "tightened"


def _days(cycle: Cycle) -> dict[str, str | None]:
    return {"start": day_text(cycle.start), "end": day_text(cycle.end)}
