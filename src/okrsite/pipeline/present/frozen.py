"""Frozen: a value that cannot be changed, nor anything inside of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from operator import is_
from types import MappingProxyType
from typing import Any, TypeVar, get_args, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

T = TypeVar("T")
_LEAVES = frozenset({str, int, float, bool, bytes, type(None)})


def frozen(value: Any) -> Any:
    """The value with its dictionaries as read-only views, and its lists and sets as frozen ones.

    Structs of the model are frozen already but for the dictionaries inside of them. What holds none
    is not copied.
    """
    kind = type(value)
    if kind in _LEAVES:
        return value
    if isinstance(value, Struct):
        return _frozen_struct(value)
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(inner) for key, inner in value.items()})
    if kind is list or kind is tuple:
        held = tuple([frozen(inner) for inner in value])
        return value if kind is tuple and all(map(is_, held, value)) else held
    return frozenset(value) if isinstance(value, set) else value


def _frozen_struct(value: Struct) -> Struct:
    changed = {}
    for name in _loose_fields(type(value)):
        inner = getattr(value, name)
        if (held := frozen(inner)) is not inner:
            changed[name] = held
    return replace(value, **changed) if changed else value


@cache
def _loose_fields(kind: type[Struct]) -> tuple[str, ...]:
    """The fields of a type that may hold something that can be changed."""
    hints = get_type_hints(kind)
    return tuple(name for name in kind.__struct_fields__ if _is_loose(hints[name], (kind,)))


def _is_loose(hint: Any, above: tuple[type, ...]) -> bool:
    """Whether a value of a type may hold something that can be changed; `above` is around it."""
    if hint in _LEAVES or hint in above:
        return hint in above
    if isinstance(hint, type) and issubclass(hint, Struct):
        hints = get_type_hints(hint)
        return any(_is_loose(hints[name], (*above, hint)) for name in hint.__struct_fields__)
    origin = getattr(hint, "__origin__", hint)
    if origin in {Any, object, dict, list, set, Mapping} or isinstance(hint, TypeVar):
        return True
    inner = [part for part in get_args(hint) if part is not Ellipsis and not isinstance(part, str)]
    return any(_is_loose(part, above) for part in inner)
