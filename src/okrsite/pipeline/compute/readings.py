"""Readings: what each KPI says, by period and over time, computed KPIs included."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from okrsite.model.forest import Forest
from okrsite.model.formula import Formula
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId
from okrsite.model.score import PeriodValue
from okrsite.model.series import Point
from okrsite.pipeline.compute.aggregation import period_values
from okrsite.pipeline.formula import evaluate


class Reading(NamedTuple):
    """A value that may be judged, and the day of its newest observation."""

    value: float
    on: date


class Readings(Struct, frozen=True):
    """A KPI's values over time: its `periods`, the running one included, and what may be judged.

    `points` are its observations or, of a computed KPI, one for each period. `judged` stand on the
    days from which they hold, oldest first: observations on their own, complete periods of a sum or
    an average on their last. `seen` are the days of the newest observation behind each. `waits`
    says that only complete periods are judged.
    """

    points: tuple[Point, ...] = ()
    periods: tuple[PeriodValue, ...] = ()
    waits: bool = False
    judged: tuple[Point, ...] = ()
    days: tuple[date, ...] = ()
    seen: tuple[date, ...] = ()

    def last(self, until: date) -> Reading | None:
        """The newest judged value on a day; None where there is none yet."""
        found = bisect_right(self.days, until)
        return Reading(self.judged[found - 1].value, self.seen[found - 1]) if found else None

    def between(self, first: date, last: date) -> tuple[Point, ...]:
        """The judged values from one day to another, both included."""
        return self.judged[bisect_left(self.days, first) : bisect_right(self.days, last)]

    def first(self, first: date, last: date) -> Reading | None:
        """The oldest judged value between two days, both included; None where there is none."""
        place = bisect_left(self.days, first)
        if place == len(self.days) or self.days[place] > last:
            return None
        return Reading(self.judged[place].value, self.seen[place])


def read_kpis(forest: Forest, today: date) -> dict[KpiId, Readings]:
    """The readings of every KPI, operands of formulas before what is computed from them."""
    readings: dict[KpiId, Readings] = {}
    for id_ in forest.kpi_order:
        kpi = forest.kpis[id_]
        if kpi.formula is None:
            series = forest.series.get(id_)
            readings[id_] = _observed(kpi, tuple(series) if series else (), today)
        else:
            readings[id_] = _computed(kpi, kpi.formula, forest.kpis, readings, today)
    return readings


def _observed(kpi: Kpi, points: tuple[Point, ...], today: date) -> Readings:
    periods = period_values(points, kpi.cadence, kpi.aggregate, today)
    return _readings(points, periods, waits=kpi.aggregate != "last")


def _computed(
    kpi: Kpi,
    formula: Formula,
    kpis: Mapping[KpiId, Kpi],
    readings: Mapping[KpiId, Readings],
    today: date,
) -> Readings:
    """A KPI from its formula: its operands come to its own periods, each by its own aggregate.

    A period in which an operand is missing, or by zero is divided, is missing. While a sum or an
    average among the operands still runs, so does what is computed from it.
    """
    operands = {
        id_: {
            each.period: each
            for each in period_values(readings[id_].points, kpi.cadence, kpis[id_].aggregate, today)
        }
        for id_ in formula.operands
        if id_ in readings
    }
    shared = sorted(set.intersection(*map(set, operands.values()))) if operands else []
    periods = []
    for period in shared:
        parts = [values[period] for values in operands.values()]
        value = evaluate(formula, {id_: values[period].value for id_, values in operands.items()})
        if value is not None:
            newest, count = max(part.on for part in parts), sum(part.points for part in parts)
            periods.append(PeriodValue(period, value, newest, count, period.end < today))
    waits = kpi.aggregate != "last" or any(readings[id_].waits for id_ in operands)
    points = tuple(Point(each.on, each.value) for each in periods)
    return _readings(points, tuple(periods), waits=waits)


def _readings(
    points: tuple[Point, ...], periods: tuple[PeriodValue, ...], *, waits: bool
) -> Readings:
    if not waits:
        days = tuple(day for day, _ in points)
        return Readings(points, periods, waits, points, days, days)
    complete = [each for each in periods if each.is_complete]
    days = tuple(each.period.end for each in complete)
    judged = tuple(Point(each.period.end, each.value) for each in complete)
    return Readings(points, periods, waits, judged, days, tuple(each.on for each in complete))
