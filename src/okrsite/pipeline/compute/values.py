"""Values: where a key result's start and current value come from, and how they went."""

from collections.abc import Sequence

from okrsite.model.series import Point
from okrsite.pipeline.compute.measurement import MeasureInput, Value
from okrsite.pipeline.compute.rhythm import days_after


def start_value(given: MeasureInput, written: float | None) -> Value | None:
    """The start: as written, else from the KPI, else the first check-in's value.

    From a KPI it is the value on the day before the cycle, else the first inside the cycle; before
    that day has come nobody knows it. None is *not measured*.
    """
    if written is not None:
        return Value(written, "written")
    if given.kpi is not None:
        return _start_from_kpi(given)
    numbers = given.checkin_values.numbers
    return Value(numbers[0].value, "checkin", numbers[0].day) if numbers else None


def current_value(given: MeasureInput) -> Value | None:
    """The current value: the KPI's, else the newest check-in's, else the one written.

    The KPI's is the one of the due day once that is over; check-ins count until the close.
    """
    if given.kpi is not None:
        reading = given.readings.last(min(given.until, given.window.end))
        return Value(reading.value, "kpi", reading.on) if reading else None
    numbers = given.checkin_values.numbers
    if numbers:
        return Value(numbers[-1].value, "checkin", numbers[-1].day)
    written = given.key_result.current
    return Value(written, "written") if written is not None else None


def observed(given: MeasureInput) -> Sequence[Point]:
    """The values over the window, oldest first: the KPI's, or those of check-ins."""
    first = given.window.start
    if given.kpi is not None:
        return given.readings.between(first, min(given.until, given.window.end))
    numbers = given.checkin_values.numbers
    if not numbers or numbers[0].day >= first:
        return numbers
    return [point for point in numbers if point.day >= first]


def history(given: MeasureInput, start: Value | None) -> tuple[Point, ...]:
    """The values over the window with the start first, which stands on the window's first day.

    A start that was itself observed inside the window is already one of them.
    """
    points = observed(given)
    if start is None or (points and start.origin in {"checkin", "kpi_inside"}):
        return tuple(points)
    return (Point(given.window.start, start.amount), *points)


def _start_from_kpi(given: MeasureInput) -> Value | None:
    eve = days_after(given.window.start, -1)
    if eve > given.today:
        return None
    before = given.readings.last(eve) if eve < given.window.start else None
    if before:
        return Value(before.value, "kpi", before.on)
    inside = given.readings.first(given.window.start, min(given.until, given.cycle_end))
    return Value(inside.value, "kpi_inside", inside.on) if inside else None
