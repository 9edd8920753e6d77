"""Readings: what each KPI says, by period and over time, computed KPIs included."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from okrsite.model.forest import Forest
from okrsite.model.formula import Formula
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId
from okrsite.model.score import PeriodValue
from okrsite.model.series import Point
from okrsite.pipeline.compute.aggregation import period_values
from okrsite.pipeline.formula import evaluate


class Reading(Struct, frozen=True, gc=False):
    """A value that may be judged: since which day it holds, and the day of its newest observation.

    The two days differ for a sum or an average, which holds from the last day of its period.
    """

    day: date
    value: float
    on: date


class Readings(Struct, frozen=True):
    """A KPI's values: `judged` oldest first with their `days`, `periods` with the running one.

    `points` are its observations or, of a computed KPI, one for each period. `waits` says that
    only complete periods are judged.
    """

    points: tuple[Point, ...] = ()
    periods: tuple[PeriodValue, ...] = ()
    waits: bool = False
    judged: tuple[Reading, ...] = ()
    days: tuple[date, ...] = ()

    def last(self, until: date) -> Reading | None:
        """The newest judged value on a day; None where there is none yet."""
        found = bisect_right(self.days, until)
        return self.judged[found - 1] if found else None

    def between(self, first: date, last: date) -> tuple[Reading, ...]:
        """The judged values from one day to another, both included."""
        return self.judged[bisect_left(self.days, first) : bisect_right(self.days, last)]


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
    if waits:
        complete = [each for each in periods if each.is_complete]
        judged = tuple(Reading(each.period.end, each.value, each.on) for each in complete)
    else:
        judged = tuple(Reading(day, value, day) for day, value in points)
    return Readings(points, periods, waits, judged, tuple(each.day for each in judged))
