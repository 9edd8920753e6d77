"""Series: a KPI's observations, packed so that a million of them are light to hold."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from okrsite.model.names import KpiId
from okrsite.model.source import Written


class Point(NamedTuple):
    """A value on a day."""

    day: date
    value: float


class Series(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """Observations in order of their days, each day once.

    `days` are proleptic ordinals as 32-bit integers and `values` 64-bit floats, both packed in this
    machine's byte order; `notes` are the few remarks, by position.
    """

    kpi: KpiId
    days: bytes = b""
    values: bytes = b""
    notes: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.days) // 4

    def __iter__(self) -> Iterator[Point]:
        return iter(self.between(date.min, date.max))

    def between(self, first: date, last: date) -> list[Point]:
        """The points from one day to another, both included."""
        days, values = self._columns()
        low, high = (
            bisect_right(days, first.toordinal() - 1),
            bisect_right(days, last.toordinal()),
        )
        return [Point(date.fromordinal(days[i]), values[i]) for i in range(low, high)]

    def last(self, until: date) -> Point | None:
        """The newest point not later than a day."""
        days, values = self._columns()
        found = bisect_right(days, until.toordinal())
        return Point(date.fromordinal(days[found - 1]), values[found - 1]) if found else None

    def _columns(self) -> tuple[memoryview[int], memoryview[float]]:
        return memoryview(self.days).cast("i"), memoryview(self.values).cast("d")


def pack(points: Iterable[Point]) -> tuple[bytes, bytes]:
    """The `days` and `values` of a series from points that are already in order."""
    ordered = list(points)
    days = array("i", (point.day.toordinal() for point in ordered))
    values = array("d", (point.value for point in ordered))
    return days.tobytes(), values.tobytes()
