"""Tables: the records of the model as rows and columns, one table for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct, structs, to_builtins

from okrsite.api import records


class RecordTable(Struct, frozen=True):
    """The records of a kind: its plural, the columns, and the values by column, days as days."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]


def model_tables(model: records.ModelRecord) -> tuple[RecordTable, ...]:
    """The whole model as tables; those within an objective have its id as their first column."""
    return (
        _table("objectives", records.ObjectiveRecord, model.objectives, leave="key_results"),
        _key_results(model),
        _table("kpis", records.KpiRecord, model.kpis),
        _table("teams", records.TeamRecord, model.teams),
        _table("cycles", records.CycleRecord, model.cycles),
        _table("people", records.PersonRecord, model.people),
        _table("checkins", records.CheckInRecord, model.checkins),
    )


def _key_results(model: records.ModelRecord) -> RecordTable:
    rows = (
        {"objective": objective.id, **_flat(key_result)}
        for objective in model.objectives
        for key_result in objective.key_results
    )
    columns = ("objective", *_columns(records.KeyResultRecord))
    return RecordTable("key_results", columns, tuple(rows))


def _table(name: str, kind: type[Struct], found: Iterable[Struct], leave: str = "") -> RecordTable:
    columns = tuple(column for column in _columns(kind) if column != leave)
    return RecordTable(name, columns, tuple(map(_flat, found)))


def _columns(kind: type[Struct]) -> Iterator[str]:
    """The fields of a record, those of a record inside it joined to its name."""
    for field in structs.fields(kind):
        inner = records.INNER_RECORDS.get(field.encode_name)
        if inner is None:
            yield field.encode_name
        else:
            yield from (f"{field.encode_name}_{name}" for name in inner.__struct_fields__)


def _flat(record: Struct) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, value in to_builtins(record, builtin_types=(date,)).items():
        if name in records.INNER_RECORDS:
            row |= {f"{name}_{inner}": given for inner, given in (value or {}).items()}
        elif name == "initiatives":
            row[name] = [initiative["title"] for initiative in value]
        else:
            row[name] = value
    return row
