"""KPI window: what a KPI says of the days in which a key result is chased."""

from datetime import date

from msgspec import Struct

from okrsite.model.goal_score import Window
from okrsite.model.names import Cadence, Rhythm
from okrsite.model.period import Period
from okrsite.model.periods import Periods
from okrsite.model.series import Point
from okrsite.pipeline.compute.kpi_values import Reading, Readings
from okrsite.pipeline.compute.rhythm import days_after, next_beat

# Figures of a month or quarter are closed in the first days of the next one.
GRACE_DAYS = 5


class WindowValues(Struct, frozen=True):
    """A KPI's values of a window alone.

    Attributes:
        points: The values that count, oldest first, each on the day from which it counts; of a
            running period its value on each day of an observation.
        current: The newest of them.
        first_due: The day by which there should be one.
        is_running: Whether no whole period fits, so that the window itself is the period.
        is_complete: Whether nothing more can come: the value is of a period that is over.
        adds_up: Whether the value is a running sum.
    """

    points: tuple[Point, ...] = ()
    current: Reading | None = None
    first_due: date | None = None
    is_running: bool = False
    is_complete: bool = True
    adds_up: bool = False


class Coverage(Struct, frozen=True, gc=False):
    """In how many of the periods that are due there is a value.

    Attributes:
        observed: How many have one.
        due: How many are due: over, their days of grace included.
        is_thin: Whether fewer than half have one, or none of the last two.
    """

    observed: int = 0
    due: int = 0
    is_thin: bool = False


def grace_days(cadence: Cadence) -> int:
    """How many days after a period its value may take: 5 for monthly and longer ones."""
    return 0 if cadence in {"daily", "weekly"} else GRACE_DAYS


def values_in(readings: Readings, window: Window, until: date, *, is_over: bool) -> WindowValues:
    """What counts of a KPI in a window, by a day that is not after its close.

    An observation that need not wait counts from its own day on. A sum, an average, a rolling and
    a computed value counts once its period lies wholly inside the window and is complete. Where no
    whole period fits, or only the window itself, the value is that of the window so far.
    """
    last = min(until, window.end)
    if not readings.waits and readings.formula is None:
        points = tuple(readings.points.between(window.start, last))
        newest = points[-1] if points else None
        current = Reading(newest.value, newest.day, newest.day) if newest else None
        first_due = min(readings.periods.holding(window.start).end, window.end)
        return WindowValues(points, current, first_due)
    whole = whole_periods(window, readings.periods)
    first = readings.periods.holding(whole.start) if whole else None
    if whole is None or first is None or (first.start, first.end) == (window.start, window.end):
        return _running(readings, window, last, is_over=is_over)
    found = readings.between(whole.start, min(last, whole.end))
    points = tuple(Point(reading.since, reading.value) for reading in found)
    return WindowValues(points, found[-1] if found else None, first.end)


def whole_periods(window: Window, periods: Periods) -> Window | None:
    """The days of all of a KPI's periods that lie wholly inside a window; None where none does.

    One period alone that is the window itself is among them.
    """
    first, last = periods.holding(window.start), periods.holding(window.end)
    start = first.start if first.start >= window.start else _day_after(first)
    end = last.end if last.end <= window.end else days_after(last.start, -1)
    return Window(start, end) if start <= end else None


def kpi_coverage(readings: Readings, window: Window, today: date) -> Coverage:
    """How many of a window's whole periods that are due today have a value of the KPI."""
    periods = readings.periods
    due = whole_periods(window, periods)
    running = periods.holding(days_after(today, -grace_days(periods.cadence)))
    last = min(due.end, days_after(running.start, -1)) if due else window.start
    if due is None or last < due.start:
        return Coverage()
    newest = periods.holding(last)
    count = periods.index(last) - periods.index(due.start) + 1
    observed = periods.points
    before = periods.holding(days_after(newest.start, -1))
    recent = observed.between(max(before.start, due.start), last)
    return coverage(len(observed.between(due.start, last)), count, has_recent=bool(recent))


def checkin_coverage(days: list[date], window: Window, today: date, rhythm: Rhythm) -> Coverage:
    """How many of the beats of a rhythm that are over today have a value from a check-in.

    Beats are counted from the first day of the window.
    """
    found: list[bool] = []
    start, end = window.start, next_beat(window.start, rhythm)
    while start < end <= min(today, days_after(window.end, 1)):
        found.append(any(start <= day < end for day in days))
        start, end = end, next_beat(end, rhythm)
    return coverage(sum(found), len(found), has_recent=any(found[-2:]))


def coverage(observed: int, due: int, *, has_recent: bool) -> Coverage:
    """What the counts say; `has_recent` is whether one of the last two periods has a value."""
    return Coverage(observed, due, due > 0 and (2 * observed < due or not has_recent))


def _running(readings: Readings, window: Window, last: date, *, is_over: bool) -> WindowValues:
    found = [
        reading
        for day in readings.observed_on(window.start, last)
        if (reading := readings.over(window.start, day))
    ]
    return WindowValues(
        points=tuple(Point(reading.since, reading.value) for reading in found),
        current=found[-1] if found else None,
        first_due=window.end,
        is_running=True,
        is_complete=is_over or not readings.waits,
        adds_up=readings.adds_up,
    )


def _day_after(period: Period) -> date:
    return days_after(period.end, 1)
