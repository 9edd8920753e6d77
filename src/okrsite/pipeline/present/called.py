"""Called: how a function with what it is given is found again in another build, by a name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any, TypeAlias

import msgspec

Argument: TypeAlias = str | int | None


def name_of(function: Callable[..., Any], given: tuple[Any, ...]) -> str:
    """How a call is found again in another build; empty where it cannot be."""
    if not isinstance(function, FunctionType) or _found(*_place(function)) is not function:
        return ""
    # Other arguments may be different things in the next build under the same text.
    if not all(isinstance(argument, str | int | None) for argument in given):
        return ""
    return msgspec.json.encode((*_place(function), *given)).decode()


def called(name: str) -> tuple[FunctionType, tuple[Argument, ...]]:
    """The function that a name stands for now, and what it is given.

    Raises LookupError where there is no such function any more.
    """
    module, function, *given = _parts(name)
    # Not remembered: `serve` loads a plugin again after an edit, with other functions.
    found = _found(module, function)
    if found is None:
        raise LookupError(f"there is no function '{function}' in '{module}'")
    return found, tuple(given)


@cache
def _parts(name: str) -> tuple[Any, ...]:
    return tuple(msgspec.json.decode(name))


def _place(function: FunctionType) -> tuple[str, str]:
    return function.__module__, function.__qualname__


def _found(module: str, name: str) -> FunctionType | None:
    """A function of a module that is loaded; nothing is ever imported for it."""
    found = vars(sys.modules[module]).get(name) if module in sys.modules else None
    return found if isinstance(found, FunctionType) else None
