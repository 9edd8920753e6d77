"""Values of plugins: what a function returned, checked to be the values that were asked for."""

from __future__ import annotations

from collections.abc import AsyncIterable, Awaitable, Iterable, Mapping
from inspect import iscoroutine
from types import GeneratorType
from typing import Any

NOTHING = "it gave nothing; did it forget to return?"


def as_iterable(given: object, kind: type[Any] | None = None) -> Iterable[Any]:
    """The values that a function gave; a single one of the wanted kind stands for a list of it.

    Raises TypeError for what is no list of values, in the words of who wrote the function.
    """
    # What most give, and the checks below take long.
    if isinstance(given, GeneratorType | list | tuple):
        return given
    if given is None:
        raise TypeError(NOTHING)
    if iscoroutine(given):
        # Nobody will wait for it, and Python would complain of that at some later time.
        given.close()
    if isinstance(given, Awaitable | AsyncIterable):
        message = "it is `async`, and nobody waits for it; write `def` without `async`"
        raise TypeError(message)
    if kind is not None and isinstance(given, kind):
        return (given,)
    if isinstance(given, str | bytes | Mapping | type) or not isinstance(given, Iterable):
        wanted = kind.__name__ if kind else "value"
        what = given.__name__ if isinstance(given, type) else type(given).__name__
        raise TypeError(f"it gave {what!r} where a list with each {wanted} belongs")
    return given
