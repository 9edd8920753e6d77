"""Expected: which values a field takes, said in the words of those who write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, TypeVar

from msgspec import inspect

from okrsite.pipeline.table import BLANK

Kind = TypeVar("Kind", bound=inspect.Type)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Numeric = inspect.FloatType | inspect.IntType


def alternatives(kind: inspect.Type) -> tuple[inspect.Type, ...]:
    """The types that a field may have, without what only stands for *left out*."""
    match kind:
        case inspect.Metadata(type=inner):
            return alternatives(inner)
        case inspect.UnionType(types=types):
            return tuple(each for inner in types for each in alternatives(inner))
        case inspect.NoneType():
            return ()
        case _:
            return (kind,)


def fitting(kind: inspect.Type, shape: type[Kind]) -> Kind | None:
    """The first alternative of that shape."""
    return next((each for each in alternatives(kind) if isinstance(each, shape)), None)


def accepts(kind: inspect.Type, value: Any) -> bool:
    """Whether a value that is no table and no list is one of the type, its bounds included."""
    return any(_accepts(each, value) for each in alternatives(kind))


def _accepts(kind: inspect.Type, value: Any) -> bool:
    match kind:
        case inspect.StrType(min_length=least):
            return isinstance(value, str) and len(value) >= (least or 0)
        case inspect.BoolType():
            return isinstance(value, bool)
        case inspect.IntType():
            return type(value) is int and not _limit(kind, value)
        case inspect.FloatType():
            return _is_number(value) and not _limit(kind, value)
        case inspect.DateType():
            return (isinstance(value, date) and not isinstance(value, datetime)) or is_day(value)
        case inspect.LiteralType(values=words):
            return isinstance(value, str) and value in words
        case _:
            return False


def is_day(value: Any) -> bool:
    """Whether this is text that says a day, like `2026-10-12`."""
    try:
        is_written = isinstance(value, str) and _DAY.fullmatch(value)
        return bool(is_written and date.fromisoformat(value))
    except ValueError:
        return False


def out_of_bounds(kind: inspect.Type, value: Any) -> str:
    """What a number would have to be, where only its size is wrong; else nothing."""
    if not _is_number(value):
        return ""
    numeric = (each for each in alternatives(kind) if isinstance(each, Numeric))
    return next((limit for each in numeric if (limit := _limit(each, value))), "")


def is_empty_text(kind: inspect.Type, value: Any) -> bool:
    """Whether the field takes text and got none."""
    return value == "" and fitting(kind, inspect.StrType) is not None


def expected(kind: inspect.Type) -> str:
    """What a field takes: `a number`, `a date like 2026-10-12`, `one of a, b, c`."""
    choice = [f"one of {', '.join(words(kind))}"] if words(kind) else []
    others = (each for each in alternatives(kind) if not isinstance(each, inspect.LiteralType))
    return as_list([*choice, *dict.fromkeys(_expected(each) for each in others)], "or")


def found(value: Any) -> str:
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
    """A value of a type as TOML writes it."""
    first = alternatives(kind)[0]
    match first:
        case inspect.StrType():
            return '"..."'
        case inspect.BoolType():
            return "true"
        case inspect.IntType() | inspect.FloatType():
            return "7"
        case inspect.DateType():
            return "2026-10-12"
        case inspect.LiteralType(values=words):
            return f'"{words[0]}"'
        case inspect.VarTupleType(item_type=item):
            return f"[{value_like(item)}]"
        case inspect.StructType(fields=fields):
            needed = [field for field in fields if field.required] or fields[:1]
            return f"{{ {', '.join(example(each.encode_name, each.type) for each in needed)} }}"
        case inspect.DictType(value_type=value):
            return f"{{ name = {value_like(value)} }}"
        case _:
            return "..."


def placeholder(kind: inspect.Type) -> Any:
    """A value that a required field of a type can have while the written one is not known."""
    match alternatives(kind)[0]:
        case inspect.StrType():
            return BLANK
        case inspect.DateType():
            return date.min
        case inspect.IntType() | inspect.FloatType():
            return 0
        case inspect.BoolType():
            return False
        case inspect.LiteralType(values=words):
            return words[0]
        case inspect.VarTupleType():
            return ()
        case _:
            return {}


def words(kind: inspect.Type) -> list[str]:
    """The words that a field chooses from, if it does."""
    literals = (each for each in alternatives(kind) if isinstance(each, inspect.LiteralType))
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
        case inspect.VarTupleType():
            return f"a list like {value_like(kind)}"
        case inspect.StructType(fields=fields):
            return f"a table of {as_list([field.encode_name for field in fields], 'and')}"
        case _:
            return "a table"


def _limit(kind: Numeric, value: float) -> str:
    if kind.gt is not None and value <= kind.gt:
        return f"greater than {kind.gt}"
    low, high = kind.ge, kind.le
    if (low is not None and value < low) or (high is not None and value > high):
        if high is None:
            return f"at least {low}"
        return f"at most {high}" if low is None else f"from {low} to {high}"
    return ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
