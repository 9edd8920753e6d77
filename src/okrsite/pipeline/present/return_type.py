"""Return types: how what a function gives is kept, where its annotation tells all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

_LEAVES = frozenset({str, int, float, bool, bytes, NoneType, date, datetime})
_HOLDERS = frozenset({tuple, list, frozenset, set, dict, Sequence, Mapping, Union, UnionType})


@cache
def decoder_of(function: Callable[..., Any]) -> Callable[[bytes | memoryview], Any] | None:
    """What decodes a value that a function gave; None where its annotation leaves anything open.

    What is decoded by an open type, such as `object`, would be a dictionary where a struct was.
    """
    try:
        kind = get_type_hints(function).get("return", Any)
        is_told = _tells_all(kind, ())
        return msgspec.msgpack.Decoder(kind).decode if is_told else None
    # A plugin's annotation may name what is not there, or what msgspec cannot tell apart.
    except (NameError, AttributeError, TypeError):
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
