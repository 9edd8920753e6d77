"""Tables: where the stages of a build keep their results, remembered or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeAlias, TypeVar

from okrsite.pipeline.cells.recording import CellTable

T = TypeVar("T")
Make: TypeAlias = Callable[[Mapping[str, T], str], T]
Told: TypeAlias = Callable[[CellTable[T], T], object]


class CellTables(Protocol):
    """Where the stages of a build keep their results."""

    def given(self, name: str, values: Mapping[str, T]) -> Mapping[str, T]:
        """A table whose values are known already."""

    def table(
        self,
        name: str,
        names: Iterable[str],
        make: Make[T],
        kind: Any = None,
        *,
        order: Iterable[str] | None = None,
        told: Told[T] | None = None,
    ) -> Mapping[str, T]:
        """A table with a cell for each of these names, in this order.

        `make` gets the table as far as it is made and a name, and looks at nothing but that and
        earlier tables; it is asked in an `order` of its own where that is told. With a `kind`, the
        type of its values, they are remembered; without one they are made again when asked for.
        Where a value holds others of the table, `told` gives what tells it from another.
        """

    def mapped(
        self, name: str, source: Mapping[str, T], change: Callable[[T], T]
    ) -> Mapping[str, T]:
        """A table of the same names, each value made of the one in `source`, or that one itself."""


class Forgetful:
    """The tables of a build that remembers nothing: every cell is made, and nothing is noted."""

    def given(self, _name: str, values: Mapping[str, T]) -> Mapping[str, T]:
        """The values as they are."""
        return values

    def table(
        self,
        _name: str,
        names: Iterable[str],
        make: Make[T],
        _kind: Any = None,
        *,
        order: Iterable[str] | None = None,
        told: Told[T] | None = None,  # noqa: ARG002 - nothing is compared here
    ) -> Mapping[str, T]:
        """Every cell, made now."""
        made: dict[str, T] = {}
        for name in names if order is None else order:
            made[name] = make(made, name)
        return made if order is None else {name: made[name] for name in names}

    def mapped(
        self, _name: str, source: Mapping[str, T], change: Callable[[T], T]
    ) -> Mapping[str, T]:
        """Every value, made now."""
        return {name: change(value) for name, value in source.items()}
