"""Type descriptions: what a field takes, in the words of those who write it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from msgspec import inspect

from okrsite.pipeline.toml.type_checks import alternatives


def describe_type(kind: inspect.Type) -> str:
    """What a field takes: `a number`, `a date like 2026-10-12`, `one of a, b, c`."""
    choice = [f"one of {', '.join(choices(kind))}"] if choices(kind) else []
    others = (
        alternative
        for alternative in alternatives(kind)
        if not isinstance(alternative, inspect.LiteralType)
    )
    return as_list([*choice, *dict.fromkeys(_expected(other) for other in others)], "or")


def describe_value(value: Any) -> str:
    """What stands there instead: `text`, `a list`, `a date with a time`."""
    match value:
        case str():
            return f"'{value}'" if len(value) <= 40 else "text"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value}"
        case datetime():
            return "a date with a time"
        case date():
            return "a date"
        case time():
            return "a time"
        case list():
            return "a list"
        case _:
            return "a table"


def example(name: str, kind: inspect.Type) -> str:
    """How the field is written, as a line of TOML."""
    return f"{name} = {value_like(kind)}"


def value_like(kind: inspect.Type) -> str:
    """A value of a type as TOML writes it, with dots for what only the editor knows."""
    first = alternatives(kind)[0]
    match first:
        case inspect.StrType():
            return '"..."'
        case inspect.BoolType():
            return "true"
        case inspect.IntType() | inspect.FloatType():
            return "..."
        case inspect.DateType():
            return "YYYY-MM-DD"
        case inspect.LiteralType():
            return '"..."'
        case inspect.VarTupleType(item_type=item) | inspect.ListType(item_type=item):
            return f"[{value_like(item)}]"
        case inspect.StructType(fields=fields):
            needed = [field for field in fields if field.required] or fields[:1]
            return f"{{ {', '.join(example(field.encode_name, field.type) for field in needed)} }}"
        case inspect.DictType(value_type=value):
            return f"{{ name = {value_like(value)} }}"
        case _:
            return "..."


def choices(kind: inspect.Type) -> list[str]:
    """The words that a field chooses from, if it does."""
    literals = (
        alternative
        for alternative in alternatives(kind)
        if isinstance(alternative, inspect.LiteralType)
    )
    return [str(word) for literal in literals for word in literal.values]


def as_list(names: Iterable[str], joint: str) -> str:
    """`a`, `a or b`, `a, b or c`."""
    *front, last = names
    return f"{', '.join(front)} {joint} {last}" if front else last


def _expected(kind: inspect.Type) -> str:
    match kind:
        case inspect.StrType():
            return "text in quotes"
        case inspect.BoolType():
            return "true or false"
        case inspect.IntType():
            return "a whole number"
        case inspect.FloatType():
            return "a number"
        case inspect.DateType():
            return "a date like 2026-10-12"
        case inspect.VarTupleType() | inspect.ListType():
            return f"a list like {value_like(kind)}"
        case inspect.StructType(fields=fields):
            names = [field.encode_name for field in fields]
            return f"a table of {as_list(names, 'and')}" if len(names) <= 4 else "a table"
        case _:
            return "a table"
