"""Measurement: what a key result is scored from, and what its measure makes of it."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from okrsite.model.goal_score import CustomScore, StepState, ValueFrom, Window
from okrsite.model.goals import CheckIn, KeyResult
from okrsite.model.kpis import Kpi
from okrsite.model.names import ObjectiveId, Rhythm
from okrsite.model.series import Point
from okrsite.pipeline.compute.checkin_values import CheckInValues
from okrsite.pipeline.compute.kpi_values import Readings
from okrsite.pipeline.compute.kpi_window import WindowValues
from okrsite.pipeline.compute.rhythm import days_after

NO_READINGS = Readings()
NO_WINDOW_VALUES = WindowValues()


class MeasureInput(Struct, frozen=True, gc=False):
    """What is known of a key result on the day.

    `until` is the last day whose check-ins count: today, or the day of the cycle's close. `kpi`,
    its `readings` and what they say of the window are there where a KPI drives the key result.
    `rhythm` is how often its goal is checked in, `is_checked_in` whether it was in the window.
    `checkins` are those of its goal, which say where a value stands.
    """

    objective: ObjectiveId
    key_result: KeyResult
    window: Window
    today: date
    until: date
    is_over: bool
    kpi: Kpi | None
    readings: Readings
    kpi_values: WindowValues
    checkin_values: CheckInValues
    rhythm: Rhythm
    is_checked_in: bool = False
    language: str = "en"
    checkins: tuple[CheckIn, ...] = ()


class Value(Struct, frozen=True, gc=False):
    """A start or a current value, where it comes from, and its day where that is known."""

    amount: float
    origin: ValueFrom
    on: date | None = None


class Measured(Struct, frozen=True, kw_only=True, gc=False):
    """What a measure makes of what is given; the fields are those of a key result's score.

    `progress` is raw. `is_unsettled` says that nobody can tell in which direction better lies.
    `current_on` is the day of the newest fact where there is no current value.
    """

    progress: float | None = None
    start: Value | None = None
    current: Value | None = None
    current_on: date | None = None
    base: float | None = None
    target: float | None = None
    already_met: bool = False
    is_unsettled: bool = False
    latest_is_inside: bool | None = None
    inside: int = 0
    observations: int = 0
    steps: tuple[StepState, ...] = ()
    zone: str | None = None
    custom: CustomScore | None = None
    words: tuple[str, ...] = ()
    history: tuple[Point, ...] = ()


def start_value(given: MeasureInput, written: float | None) -> Value | None:
    """The start: as written, else the value before the window, else the first one inside.

    A KPI's is the one of the day before the window; before that day has come nobody knows it.
    None is *not measured*.
    """
    if written is not None:
        return Value(written, "written")
    if given.kpi is not None:
        return _start_from_kpi(given)
    numbers = given.checkin_values.numbers
    before = [point for point in numbers if point.day < given.window.start]
    first = before[-1] if before else numbers[0] if numbers else None
    return Value(first.value, "checkin", first.day) if first else None


def current_value(given: MeasureInput) -> Value | None:
    """The current value: the KPI's, else the newest check-in's, else the one written.

    What is dated before the window is none. The KPI's is the one of the due day once that is over;
    check-ins count until the close.
    """
    if given.kpi is not None:
        reading = given.kpi_values.current
        return Value(reading.value, "kpi", reading.on) if reading else None
    if inside := observed_values(given):
        return Value(inside[-1].value, "checkin", inside[-1].day)
    written = given.key_result.current
    return Value(written, "written") if written is not None else None


def observed_values(given: MeasureInput) -> Sequence[Point]:
    """The values over the window, oldest first: the KPI's, or those of check-ins."""
    if given.kpi is not None:
        return given.kpi_values.points
    numbers, first = given.checkin_values.numbers, given.window.start
    if not numbers or numbers[0].day >= first:
        return numbers
    return [point for point in numbers if point.day >= first]


def value_history(given: MeasureInput, start: Value | None) -> tuple[Point, ...]:
    """The values over the window with the start first, which stands on the window's first day.

    A start that was itself observed inside the window is already one of them. A running sum begins
    with nothing, whatever was before.
    """
    points = observed_values(given)
    if given.kpi_values.adds_up:
        return (Point(given.window.start, 0.0), *points)
    if start is None or (start.on is not None and start.on >= given.window.start):
        return tuple(points)
    return (Point(given.window.start, start.amount), *points)


def _start_from_kpi(given: MeasureInput) -> Value | None:
    eve = days_after(given.window.start, -1)
    if eve > given.today:
        return None
    before = given.readings.last(eve) if eve < given.window.start else None
    if before:
        return Value(before.value, "kpi", before.on)
    if not given.kpi_values.points:
        return None
    first = given.kpi_values.points[0]
    return Value(first.value, "kpi_inside", first.day)
