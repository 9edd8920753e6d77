"""Scale: where values and days stand in a picture, in percent of its size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import ceil, floor, inf, log10

from msgspec import Struct

from okrsite.model.measure import Range

# Nothing is measured in such figures, and beyond them their differences overflow.
FARTHEST = 1e300
# A bound so many times farther off than the values are from each other is out of sight.
FAR = 20


class Axis(Struct, frozen=True):
    """A stretch of numbers; the picture goes from `low` to `high`."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """How far along the axis a value stands, in percent."""
        return 100 * (near(value) - self.low) / (self.high - self.low)


def near(value: float) -> float:
    """A value, limited to what a picture can show."""
    return max(-FARTHEST, min(value, FARTHEST))


def axis_of(values: Iterable[float]) -> Axis:
    """An axis with round ends that holds all the values with a little air."""
    known = list(values)
    low, high = (near(min(known)), near(max(known))) if known else (0.0, 1.0)
    if high - low < max(abs(low), abs(high), 1e-9) * 1e-9:
        air = max(abs(low) * 0.1, 0.1 if low == 0 else 1e-9)
        low, high = low - air, high + air
    air = (high - low) * 0.06
    step = step_of(high - low)
    floor_at_zero = low >= 0
    low = floor((low - air) / step) * step
    return Axis(max(low, 0.0) if floor_at_zero else low, ceil((high + air) / step) * step)


def bounds_in_sight(values: Sequence[float], ranges: Iterable[Range | None]) -> list[float]:
    """The bounds that a picture of these values shows.

    One that all values keep from afar is out of sight, or it would press their line flat.
    """
    held = [range_ for range_ in ranges if range_]
    low, high = min(values, default=0.0), max(values, default=0.0)
    away = FAR * (high - low) or inf
    lower = [range_.min for range_ in held if range_.min is not None and low - range_.min <= away]
    upper = [range_.max for range_ in held if range_.max is not None and range_.max - high <= away]
    return [*lower, *upper]


def step_of(length: float, smallest: float = 0, wanted: int = 4) -> float:
    """The distance of round marks, so that about as many as wanted fit in a length.

    Where the unit has a smallest part, such as a cent, it is a multiple of it.
    """
    rough = length / wanted
    power = 10.0 ** floor(log10(rough))
    steps = (factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    return next((step for step in steps if _is_multiple(step, smallest)), 10 * power)


def marks(axis: Axis, smallest: float = 0) -> list[float]:
    """The round values inside an axis; whole multiples of the smallest part that the unit has."""
    length = axis.high - axis.low
    # Of money that differs by parts of a cent, those parts are what there is to see.
    step = step_of(length, smallest if length >= 2 * smallest else 0)
    first = ceil(round(axis.low / step, 6))
    count = floor(round(axis.high / step, 6)) - first + 1
    # A step has two digits, so the float's own errors lie behind its second.
    places = 2 - floor(log10(step))
    return [round((first + position) * step, places) for position in range(count)]


def _is_multiple(step: float, part: float) -> bool:
    return not part or abs(step / part - round(step / part)) < 1e-6


def days(first: date, last: date) -> Axis:
    """The axis of the days from one to another."""
    end = last if last > first else first + timedelta(days=1)
    return Axis(first.toordinal(), end.toordinal())


def short(number: float) -> str:
    """A number for an attribute of a picture."""
    return f"{round(number, 2):g}"


def band(held: Range, axis: Axis) -> tuple[float, float]:
    """Where a range begins and how high it is, from above, in percent of the picture."""
    top = 0.0 if held.max is None else min(max(100 - axis.share(held.max), 0), 100)
    bottom = 100.0 if held.min is None else min(max(100 - axis.share(held.min), 0), 100)
    return top, max(bottom - top, 0)
