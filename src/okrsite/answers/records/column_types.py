"""Column types: what the fields of all records have in common, as DuckDB's types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

# A type by its name; a table by its fields' types; a list by that of its items. None holds nothing.
ColumnType: TypeAlias = "str | Mapping[str, ColumnType] | list[ColumnType] | None"
# Equal for records whose fields have the same names, order and types.
Shape: TypeAlias = Any

_TEXT, _JSON = "VARCHAR", "JSON"
_SCALARS: Mapping[type, str] = {
    bool: "BOOLEAN",
    int: "BIGINT",
    float: "DOUBLE",
    Decimal: "DOUBLE",
    str: _TEXT,
    datetime: "TIMESTAMPTZ",
    date: "DATE",
}
_NUMBERS = {"BIGINT", "DOUBLE"}
# An object with more fields, or deeper, is one of keys and not of fields, and stays JSON.
_MOST_FIELDS, _DEEPEST = 100, 6


def shape_of(value: Any, depth: int = 0) -> Shape:
    """What decides the type of a value, as something to be remembered."""
    kind = value.__class__
    if kind is dict:
        if depth > _DEEPEST:
            return dict
        return tuple(value), tuple([shape_of(held, depth + 1) for held in value.values()])
    if kind is list or kind is tuple:
        return frozenset([shape_of(held, depth + 1) for held in value])
    return kind


def type_of(shape: Shape) -> ColumnType:
    """The type that a shape asks for. Raises TypeError for a value that no column holds."""
    match shape:
        case (names, held):
            return {name: type_of(inner) for name, inner in zip(names, held, strict=True)}
        case frozenset():
            item: ColumnType = None
            for inner in shape:
                item = united(item, type_of(inner))
            return [item]
        case _ if shape is type(None):
            return None
        case _ if shape is dict:
            return _JSON
        case _ if shape in _SCALARS:
            return _SCALARS[shape]
        case _:
            raise TypeError(f"a record holds a {shape.__name__}, which no table can")


def united(one: ColumnType, other: ColumnType) -> ColumnType:
    """The narrowest type that holds the values of both."""
    match one, other:
        case (None, held) | (held, None):
            return held
        case (str(), str()):
            both = {one, other}
            if len(both) == 1:
                return one
            return "DOUBLE" if both <= _NUMBERS else _JSON if _JSON in both else _TEXT
        case (dict(), dict()):
            names = dict.fromkeys([*one, *other])
            return {name: united(one.get(name), other.get(name)) for name in names}
        case ([inner], [another]):
            return [united(inner, another)]
        case _:
            return _JSON


def in_sql(kind: ColumnType) -> str:
    """A type as DuckDB writes it; text for a column without any value."""
    match kind:
        case None:
            return _TEXT
        case str():
            return kind
        case [None]:
            return f"{_JSON}[]"
        case [item]:
            return f"{in_sql(item)}[]"
        case dict() if _is_of_fields(kind):
            fields = ", ".join(f"{quoted(name)} {in_sql(held)}" for name, held in kind.items())
            return f"STRUCT({fields})"
        case _:
            return _JSON


def quoted(name: str) -> str:
    """A name in quotes, as SQL writes one."""
    return '"' + name.replace('"', '""') + '"'


def _is_of_fields(fields: Mapping[str, ColumnType]) -> bool:
    """Whether an object can be taken apart: names of a column differ in more than their case."""
    names = {name.lower() for name in fields}
    return 0 < len(fields) == len(names) <= _MOST_FIELDS and "" not in names
