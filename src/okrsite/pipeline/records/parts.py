"""Parts: the lists of the JSON API, cut so that no file grows with the company.

`objectives.json` is the first part of its list and names the `next` one, `objectives/2.json`, which
names the one after it; the last names none. Paths are relative to the folder of all lists.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from inspect import cleandoc
from typing import Any

from msgspec import Struct, json

from okrsite.model.scored import Scored
from okrsite.pipeline.records.checkins import CheckInRecord, checkin_record, checkins_in_order
from okrsite.pipeline.records.company import (
    CycleRecord,
    PersonRecord,
    TeamRecord,
    cycle_record,
    person_record,
    team_record,
)
from okrsite.pipeline.records.kpis import KpiRecord, kpi_record
from okrsite.pipeline.records.objectives import ObjectiveRecord, objective_record

SIZE = 150
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Head(Struct, frozen=True, kw_only=True):
    """What every part begins with: the day, the whole list's length, the path of the next part."""

    today: date
    total: int
    next: str | None


class ObjectivesPart(Head, frozen=True, kw_only=True):
    """A part of the list of objectives."""

    objectives: tuple[ObjectiveRecord, ...]


class KpisPart(Head, frozen=True, kw_only=True):
    """A part of the list of KPIs."""

    kpis: tuple[KpiRecord, ...]


class TeamsPart(Head, frozen=True, kw_only=True):
    """A part of the list of teams."""

    teams: tuple[TeamRecord, ...]


class CyclesPart(Head, frozen=True, kw_only=True):
    """A part of the list of cycles."""

    cycles: tuple[CycleRecord, ...]


class PeoplePart(Head, frozen=True, kw_only=True):
    """A part of the list of people."""

    people: tuple[PersonRecord, ...]


class CheckInsPart(Head, frozen=True, kw_only=True):
    """A part of the list of check-ins, the oldest first."""

    checkins: tuple[CheckInRecord, ...]


PARTS: tuple[type[Head], ...] = (
    ObjectivesPart,
    KpisPart,
    TeamsPart,
    CyclesPart,
    PeoplePart,
    CheckInsPart,
)


def parts(scored: Scored) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every part by its path, with what writes it when it is needed."""
    forest = scored.forest
    objectives = [
        partial(objective_record, objective, scored.objectives[id_])
        for id_, objective in forest.objectives.items()
    ]
    kpis = [partial(kpi_record, kpi, scored.kpis[id_]) for id_, kpi in forest.kpis.items()]
    teams = [partial(team_record, team, scored.teams[id_]) for id_, team in forest.teams.items()]
    cycles = [
        partial(cycle_record, cycle, scored.cycles[id_]) for id_, cycle in forest.cycles.items()
    ]
    people = [partial(person_record, person) for person in forest.people.values()]
    checkins = [partial(checkin_record, checkin) for checkin in checkins_in_order(forest)]
    yield from _parts(ObjectivesPart, "objectives", objectives, scored.today)
    yield from _parts(KpisPart, "kpis", kpis, scored.today)
    yield from _parts(TeamsPart, "teams", teams, scored.today)
    yield from _parts(CyclesPart, "cycles", cycles, scored.today)
    yield from _parts(PeoplePart, "people", people, scored.today)
    yield from _parts(CheckInsPart, "checkins", checkins, scored.today)


def schema_document() -> bytes:
    """The JSON Schema of every part, as a file."""
    _, known = json.schema_components(PARTS, ref_template="#/$defs/{name}")
    schema = {
        "$schema": DIALECT,
        "title": "A part of a list of okrsite's api/v1",
        "anyOf": [{"$ref": f"#/$defs/{part.__name__}"} for part in PARTS],
        "$defs": {name: _with_plain_description(known[name]) for name in sorted(known)},
    }
    return to_json(schema, indent=2)


def _with_plain_description(part: dict[str, Any]) -> dict[str, Any]:
    """A part of a schema whose description, a docstring, is indented on no version of Python."""
    described = part.get("description")
    return {**part, "description": cleandoc(described)} if described else part


def _parts(
    kind: type[Head], name: str, records: Sequence[Callable[[], Struct]], today: date
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    count = max(1, -(-len(records) // SIZE))
    for number in range(1, count + 1):
        head = {
            "today": today,
            "total": len(records),
            "next": _path(name, number + 1) if number < count else None,
        }
        shown = records[(number - 1) * SIZE : number * SIZE]
        yield _path(name, number), partial(_document, kind, name, shown, head)


def _path(name: str, number: int) -> str:
    return f"{name}.json" if number == 1 else f"{name}/{number}.json"


def _document(
    kind: type[Head], name: str, records: Sequence[Callable[[], Struct]], head: dict[str, Any]
) -> bytes:
    fields: dict[str, Any] = {**head, name: tuple(record() for record in records)}
    return to_json(kind(**fields))


def to_json(record: Any, *, indent: int = 0) -> bytes:
    """The JSON of a value, on one line unless it is indented.

    No `<` stands in it as such, so that it may be put into a page as it is.
    """
    # "</script>" in a text would end the script that holds it.
    encoded = json.encode(record).replace(b"<", b"\\u003c")
    return (json.format(encoded, indent=indent) if indent else encoded) + b"\n"
