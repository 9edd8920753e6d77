"""Under: tables of cells with a name before theirs, as those of an earlier day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from okrsite.pipeline.cells.cells import Cells
from okrsite.pipeline.cells.recording import WHOLE
from okrsite.pipeline.cells.tables import Make, Told

T = TypeVar("T")


class Under:
    """Tables with a name before theirs, whose cells all look at one thing of that name."""

    def __init__(self, cells: Cells, prefix: str, looked_at: Any) -> None:
        self._cells, self._prefix = cells, prefix
        self._looked_at = cells.given(prefix, {WHOLE: looked_at})

    def given(self, name: str, values: Mapping[str, T]) -> Mapping[str, T]:
        """A table whose values are known already."""
        return self._cells.given(f"{self._prefix} {name}", values)

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
        """A table with a cell for each of these names."""

        def made(table: Mapping[str, T], cell: str) -> T:
            self._looked_at.get(WHOLE)
            return make(table, cell)

        return self._cells.table(
            f"{self._prefix} {name}", names, made, kind, order=order, told=told
        )

    def mapped(
        self, name: str, source: Mapping[str, T], change: Callable[[T], T]
    ) -> Mapping[str, T]:
        """A table of the same names, each value made of the one in `source`."""
        also = [(self._prefix, WHOLE)]
        return self._cells.mapped(f"{self._prefix} {name}", source, change, also)
