"""Periods: a KPI's values, one for each period, as light as its observations."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import overload

from msgspec import Struct

from okrsite.model.names import Cadence
from okrsite.model.period import Period, index_of, period_of
from okrsite.model.series import Points

# Companies observe on the same few days, so most answers are known already.
_period = lru_cache(maxsize=8192)(period_of)
_NOTHING = memoryview(b"")


class PeriodValue(Struct, frozen=True, gc=False):
    """A KPI's value of one period.

    Attributes:
        period: The period.
        value: The value, in the KPI's unit.
        on: The day of its newest observation.
        points: Of how many observations it was made.
        is_complete: Whether the period is over.
    """

    period: Period
    value: float
    on: date
    points: int
    is_complete: bool


class Periods(Struct, frozen=True):
    """A KPI's values by period, oldest first: a sequence of `PeriodValue`, as of a day.

    Attributes:
        cadence: How long a period is.
        today: The day by which a period is complete or not.
        year_starts: The month in which the year of quarters and years begins.
        points: The values, each on the day of its period's newest observation.
        counts: Of how many observations each value was made, as 32-bit integers; empty where it
            is one each.
    """

    cadence: Cadence = "monthly"
    today: date = date.min
    points: Points = Points()
    counts: memoryview = _NOTHING
    year_starts: int = 1

    def __len__(self) -> int:
        return len(self.points)

    def __iter__(self) -> Iterator[PeriodValue]:
        return (self[place] for place in range(len(self)))

    @overload
    def __getitem__(self, place: int) -> PeriodValue: ...
    @overload
    def __getitem__(self, place: slice) -> Periods: ...
    def __getitem__(self, place: int | slice) -> PeriodValue | Periods:
        if isinstance(place, slice):
            counts = self.counts.cast("i")[place]
            kept = counts.cast("B") if place.step in {None, 1} else pack_counts(counts)
            points = self.points[place]
            return Periods(self.cadence, self.today, points, kept, self.year_starts)
        day, value = self.points[place]
        period = _period(day, self.cadence, self.year_starts)
        count = self.counts.cast("i")[place] if self.counts else 1
        return PeriodValue(period, value, day, count, period.end < self.today)

    def __repr__(self) -> str:
        return f"Periods({', '.join(map(repr, self))})"

    def holding(self, day: date) -> Period:
        """The period that a day belongs to, whether it has a value or not."""
        return _period(day, self.cadence, self.year_starts)

    def index(self, day: date) -> int:
        """The number of the day's period in an endless count, so that neighbours differ by one."""
        return index_of(day, self.cadence, self.year_starts)

    @property
    def complete(self) -> Periods:
        """Those whose last day is over; nothing is later than today, so one at most still runs."""
        return self[:-1] if self and not self[-1].is_complete else self


def pack_counts(numbers: Iterable[int]) -> memoryview:
    """The `counts` of periods from how many observations each has."""
    return memoryview(array("i", numbers).tobytes())
