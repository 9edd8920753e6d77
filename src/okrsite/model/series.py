"""Series: a KPI's observations, packed so that millions of them are light to hold."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, overload

from msgspec import Struct

from okrsite.model.names import KpiId
from okrsite.model.position import Written

_NOTHING = memoryview(b"")


class Point(NamedTuple):
    """A value on a day."""

    day: date
    value: float


class Points(Struct, frozen=True):
    """Values over days, oldest first, each day once: a sequence of `Point`, 12 bytes each.

    A part of them is a view of the whole, and a `Point` is only made when it is looked at.

    Attributes:
        days: The days as proleptic ordinals, 32-bit integers in this machine's byte order.
        values: The values as 64-bit floats in this machine's byte order.
    """

    days: memoryview = _NOTHING
    values: memoryview = _NOTHING

    def __len__(self) -> int:
        return len(self.days) // 4

    def __iter__(self) -> Iterator[Point]:
        return map(Point, map(date.fromordinal, self.ordinals), self.floats)

    @overload
    def __getitem__(self, place: int) -> Point: ...
    @overload
    def __getitem__(self, place: slice) -> Points: ...
    def __getitem__(self, place: int | slice) -> Point | Points:
        if isinstance(place, int):
            return Point(date.fromordinal(self.ordinals[place]), self.floats[place])
        days, values = self.ordinals[place], self.floats[place]
        is_view = place.step in {None, 1}
        return (
            Points(days.cast("B"), values.cast("B"))
            if is_view
            else points_from_columns(days, values)
        )

    def __repr__(self) -> str:
        # Where a view lies in memory tells nobody anything, and differs each time.
        return f"packed({list(self)})"

    @property
    def ordinals(self) -> memoryview[int]:
        """The days as proleptic ordinals."""
        return self.days.cast("i")

    @property
    def floats(self) -> memoryview[float]:
        """The values."""
        return self.values.cast("d")

    def before(self, day: date) -> int:
        """How many points are earlier than a day."""
        return bisect_left(self.ordinals, day.toordinal())

    def until(self, day: date) -> int:
        """How many points are not later than a day."""
        return bisect_right(self.ordinals, day.toordinal())

    def between(self, first: date, last: date) -> Points:
        """The points from one day to another, both included."""
        return self[self.before(first) : self.until(last)]

    def last(self, until: date) -> Point | None:
        """The newest point not later than a day."""
        found = self.until(until)
        return self[found - 1] if found else None


class Series(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """What was observed of a KPI.

    Attributes:
        kpi: The KPI's id.
        points: The observations, oldest first.
        notes: The few remarks, by the position of their point.
        lines: The line of each point, as 32-bit integers in this machine's byte order; nothing
            where each row of the file has a point, the first of them on line 2.
    """

    kpi: KpiId
    points: Points = Points()
    notes: dict[int, str] = {}
    lines: memoryview = _NOTHING

    def line(self, place: int) -> int:
        """The line of a point by its position."""
        return self.lines.cast("i")[place] if self.lines else place + 2


def pack(points: Iterable[Point]) -> Points:
    """Points that are already in order of their days, each day once."""
    ordered = list(points)
    return points_from_columns(
        [day.toordinal() for day, _ in ordered], [value for _, value in ordered]
    )


def points_from_columns(days: Iterable[int], values: Iterable[float]) -> Points:
    """Points from their days, as proleptic ordinals in order, and their values."""
    # The last day of the year 9999 has the ordinal 3,652,059, so 32 bits are enough.
    return Points(memoryview(array("i", days).tobytes()), memoryview(array("d", values).tobytes()))
