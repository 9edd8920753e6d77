"""Return types: how what a function gives is kept, where its annotation tells all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

Decode: TypeAlias = Callable[[bytes], Any]
_LEAVES = frozenset({str, int, float, bool, bytes, NoneType, date, datetime})
_HOLDERS = frozenset({tuple, list, frozenset, set, dict, Sequence, Mapping, Union, UnionType})


@cache
def decoder_of(function: Callable[..., Any]) -> Decode | None:
    """What decodes a value that a function gave; None where its annotation leaves anything open.

    What is decoded by an open type, such as `object`, would be a dictionary where a struct was.
    """
    return _decoder(_returned(function))


@cache
def decoder_of_entries(function: Callable[..., Any]) -> Decode | None:
    """The same of the values of a mapping that a function gives."""
    inner = get_args(_returned(function))
    return _decoder(inner[1]) if len(inner) == 2 else None


def _returned(function: Callable[..., Any]) -> Any:
    try:
        return get_type_hints(function).get("return", Any)
    # A plugin's annotation may name what is not there.
    except (NameError, AttributeError, TypeError):
        return Any


def _decoder(kind: Any) -> Decode | None:
    try:
        return msgspec.msgpack.Decoder(kind).decode if _tells_all(kind, ()) else None
    # Of two structs in a union, msgspec cannot tell which one is meant.
    except TypeError:
        return None


def _tells_all(kind: Any, above: tuple[type, ...]) -> bool:
    """Whether a type says what stands at every place of its values; `above` are around it."""
    if kind in _LEAVES or kind in above or get_origin(kind) is Literal:
        return True
    if get_origin(kind) is Annotated:
        return _tells_all(get_args(kind)[0], above)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return True
    if isinstance(kind, type) and issubclass(kind, Struct):
        hints = get_type_hints(kind)
        return all(_tells_all(hints[name], (*above, kind)) for name in kind.__struct_fields__)
    inner = [part for part in get_args(kind) if part is not Ellipsis]
    is_holder = get_origin(kind) in _HOLDERS and bool(inner)
    return is_holder and all(_tells_all(part, above) for part in inner)
