"""Focus: the goals as a rule sees them that is asked of one of them alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias, TypeVar

from msgspec.structs import replace

from okrsite.model.company_score import TeamScore
from okrsite.model.scored import Scored

T = TypeVar("T")
AskedOf: TypeAlias = Literal["objective", "kpi"]

# The tables that tell of one thing alone, of the forest and of its scores.
_OF_FOREST: Mapping[AskedOf, frozenset[str]] = {
    "objective": frozenset({"objectives", "checkins"}),
    "kpi": frozenset({"kpis", "series", "provenance"}),
}
_LISTED = ("objectives", "checkins", "kpis", "series", "provenance")
_ORDERS: Mapping[AskedOf, str] = {"objective": "depth_first", "kpi": "kpi_order"}
_SCORES: Mapping[AskedOf, str] = {"objective": "objectives", "kpi": "kpis"}


class FocusedTable(Mapping[str, T]):
    """A table that lists one name, or none, and finds every other that is asked for by its name."""

    def __init__(self, table: Mapping[str, T], name: str | None) -> None:
        self._table = table
        self._listed = (name,) if name is not None and name in table else ()

    def __getitem__(self, name: str) -> T:
        return self._table[name]

    def __contains__(self, name: object) -> bool:
        return name in self._table

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a name, listed or not."""
        return self._table.get(name, default)


def focused(scored: Scored, kind: AskedOf, name: str) -> Scored:
    """The goals with one objective or KPI in their lists; the others are there by name alone.

    The company has no numbers, for they are the sum of all.
    """
    tables = {
        field: FocusedTable(
            getattr(scored.forest, field), name if field in _OF_FOREST[kind] else None
        )
        for field in _LISTED
    }
    scores = {
        field: FocusedTable(getattr(scored, field), name if field == _SCORES[kind] else None)
        for field in _SCORES.values()
    }
    orders = {field: (name,) if of == kind else () for of, field in _ORDERS.items()}
    forest = replace(scored.forest, **tables, **orders)
    return replace(scored, forest=forest, company=TeamScore(id=""), **scores)
