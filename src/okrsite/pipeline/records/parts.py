"""Parts: the lists of the JSON API, cut so that no file grows with the company.

`objectives.json` is the first part of its list and names the `next` one, `objectives/2.json`, which
names the one after it; the last names none. Paths are relative to the folder of all lists.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from inspect import cleandoc
from typing import Any, TypeVar

from msgspec import Struct, json

from okrsite.pipeline.records.checkins import CheckInRecord
from okrsite.pipeline.records.company import CycleRecord, PersonRecord, TeamRecord
from okrsite.pipeline.records.kpis import KpiRecord
from okrsite.pipeline.records.objectives import ObjectiveRecord

T = TypeVar("T")
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


# The lists by their names, in the order in which the schema tells of them.
LISTS: Mapping[str, type[Head]] = {
    "objectives": ObjectivesPart,
    "kpis": KpisPart,
    "teams": TeamsPart,
    "cycles": CyclesPart,
    "people": PeoplePart,
    "checkins": CheckInsPart,
}


def part_paths(name: str, total: int) -> dict[str, int]:
    """The path of each part of a list of that many records, with its number from 1 on."""
    count = max(1, -(-total // SIZE))
    return {_path(name, number): number for number in range(1, count + 1)}


def part(
    name: str, number: int, names: Sequence[T], record: Callable[[T], Struct], today: date
) -> bytes:
    """A part of a list, by its number; `names` are those of all records, `record` gives one."""
    shown = names[(number - 1) * SIZE : number * SIZE]
    fields: dict[str, Any] = {
        "today": today,
        "total": len(names),
        "next": _path(name, number + 1) if number * SIZE < len(names) else None,
        name: tuple([record(inner) for inner in shown]),
    }
    return to_json(LISTS[name](**fields))


def schema_document() -> bytes:
    """The JSON Schema of every part, as a file."""
    _, known = json.schema_components(LISTS.values(), ref_template="#/$defs/{name}")
    schema = {
        "$schema": DIALECT,
        "title": "A part of a list of okrsite's api/v1",
        "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in LISTS.values()],
        "$defs": {name: _with_plain_description(known[name]) for name in sorted(known)},
    }
    return to_json(schema, indent=2)


def _with_plain_description(part: dict[str, Any]) -> dict[str, Any]:
    """A part of a schema whose description, a docstring, is indented on no version of Python."""
    described = part.get("description")
    return {**part, "description": cleandoc(described)} if described else part


def _path(name: str, number: int) -> str:
    return f"{name}.json" if number == 1 else f"{name}/{number}.json"


def to_json(record: Any, *, indent: int = 0) -> bytes:
    """The JSON of a value, on one line unless it is indented.

    No `<` stands in it as such, so that it may be put into a page as it is.
    """
    # "</script>" in a text would end the script that holds it.
    encoded = json.encode(record).replace(b"<", b"\\u003c")
    return (json.format(encoded, indent=indent) if indent else encoded) + b"\n"
