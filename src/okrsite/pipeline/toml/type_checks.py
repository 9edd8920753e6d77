"""Type checks: which values a field takes."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, TypeVar

from msgspec import inspect

from okrsite.pipeline.toml.table import BLANK

Kind = TypeVar("Kind", bound=inspect.Type)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ListType = inspect.VarTupleType | inspect.ListType
Numeric = inspect.FloatType | inspect.IntType


def alternatives(kind: inspect.Type) -> tuple[inspect.Type, ...]:
    """The types that a field may have, without what only stands for *left out*."""
    match kind:
        case inspect.Metadata(type=inner):
            return alternatives(inner)
        case inspect.UnionType(types=types):
            return tuple(alternative for inner in types for alternative in alternatives(inner))
        case inspect.NoneType():
            return ()
        case _:
            return (kind,)


def fitting(kind: inspect.Type, shape: type[Kind]) -> Kind | None:
    """The first alternative of that shape."""
    return next(
        (alternative for alternative in alternatives(kind) if isinstance(alternative, shape)), None
    )


def list_of(kind: inspect.Type) -> ListType | None:
    """The first alternative that is a list; a plugin may say so as a tuple or as a list."""
    return fitting(kind, inspect.VarTupleType) or fitting(kind, inspect.ListType)


def accepts(kind: inspect.Type, value: Any) -> bool:
    """Whether a value that is no table and no list is one of the type, its bounds included."""
    return any(_accepts(alternative, value) for alternative in alternatives(kind))


def _accepts(kind: inspect.Type, value: Any) -> bool:
    match kind:
        case inspect.StrType(min_length=least):
            return isinstance(value, str) and len(value) >= (least or 0)
        case inspect.BoolType():
            return isinstance(value, bool)
        case inspect.IntType():
            # To Python a bool is an int, to an author it is no number.
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
    numeric = (
        alternative for alternative in alternatives(kind) if isinstance(alternative, Numeric)
    )
    return next((limit for alternative in numeric if (limit := _limit(alternative, value))), "")


def is_empty_text(kind: inspect.Type, value: Any) -> bool:
    """Whether the field takes text and got none."""
    return value == "" and fitting(kind, inspect.StrType) is not None


def placeholder(kind: inspect.Type) -> Any:
    """A value that a required field of a type can have while the written one is not known."""
    # Without a value for each required field no row could be made, nor its other mistakes found.
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
        case inspect.VarTupleType() | inspect.ListType():
            return ()
        case _:
            return {}


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
