"""Measured: what a key result is scored from, and what its measure makes of it."""

from datetime import date

from msgspec import Struct

from okrsite.model.goal_score import StepState, ValueFrom, Window
from okrsite.model.goals import KeyResult
from okrsite.model.kpis import Kpi
from okrsite.model.names import ObjectiveId
from okrsite.model.series import Point
from okrsite.pipeline.compute.checkin_values import CheckInValues
from okrsite.pipeline.compute.kpi_values import Readings

NOTHING = Readings()


class MeasureInput(Struct, frozen=True, gc=False):
    """What is known of a key result on the day.

    `until` is the last day whose check-ins count: today, or the day of the cycle's close. `kpi` and
    its `readings` are there where a KPI drives the key result.
    """

    objective: ObjectiveId
    key_result: KeyResult
    window: Window
    cycle_end: date
    today: date
    until: date
    is_over: bool
    kpi: Kpi | None
    readings: Readings
    checkin_values: CheckInValues


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
    target: float | None = None
    already_met: bool = False
    is_unsettled: bool = False
    latest_is_inside: bool | None = None
    inside: int = 0
    observed: int = 0
    steps: tuple[StepState, ...] = ()
    zone: str | None = None
    history: tuple[Point, ...] = ()
