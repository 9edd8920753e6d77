"""KPI values: by period and over time, computed KPIs included."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from okrsite.model.forest import Forest
from okrsite.model.formula import Formula
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId
from okrsite.model.period import period_of
from okrsite.model.periods import Periods, pack_counts
from okrsite.model.series import Point, Points, pack
from okrsite.pipeline.compute.aggregation import by_period
from okrsite.pipeline.formula import evaluate


class Reading(NamedTuple):
    """A value that may be judged since a day, and the day of its newest observation."""

    value: float
    since: date
    on: date


class Readings(Struct, frozen=True):
    """A KPI's values over time: its `periods`, the running one included, and what may be judged.

    `points` are its observations or, of a computed KPI, one for each period. Observations may be
    judged on their own days; where the KPI `waits`, only complete periods, each on its last day.
    """

    points: Points = Points()
    periods: Periods = Periods()
    waits: bool = False

    def last(self, until: date) -> Reading | None:
        """The newest judged value on a day; None where there is none yet."""
        found = self._until(until)
        return self._reading(found - 1) if found else None

    def between(self, first: date, last: date) -> tuple[Point, ...]:
        """The judged values from one day to another, both included."""
        places = range(self._before(first), self._until(last))
        return tuple(Point(reading.since, reading.value) for reading in map(self._reading, places))

    def first(self, first: date, last: date) -> Reading | None:
        """The oldest judged value between two days, both included; None where there is none."""
        place = self._before(first)
        return self._reading(place) if place < self._until(last) else None

    def _before(self, day: date) -> int:
        """How many values could be judged before a day."""
        if not self.waits:
            return self.points.before(day)
        period = period_of(day, self.periods.cadence)
        return self.periods.complete.points.before(period.start)

    def _until(self, day: date) -> int:
        """How many values may be judged on a day."""
        if not self.waits:
            return self.points.until(day)
        period = period_of(day, self.periods.cadence)
        complete = self.periods.complete.points
        return complete.until(day) if day == period.end else complete.before(period.start)

    def _reading(self, place: int) -> Reading:
        if not self.waits:
            day, value = self.points[place]
            return Reading(value, day, day)
        newest = self.periods[place]
        return Reading(newest.value, newest.period.end, newest.on)


def read_kpis(forest: Forest, today: date) -> dict[KpiId, Readings]:
    """The readings of every KPI, operands of formulas before what is computed from them."""
    readings: dict[KpiId, Readings] = {}
    for id_ in forest.kpi_order:
        kpi = forest.kpis[id_]
        if kpi.formula is None:
            series = forest.series.get(id_)
            readings[id_] = _observed(kpi, series.points if series else Points(), today)
        else:
            readings[id_] = _computed(kpi, kpi.formula, forest.kpis, readings, today)
    return readings


def _observed(kpi: Kpi, points: Points, today: date) -> Readings:
    periods = by_period(points, kpi.cadence, kpi.aggregate, today)
    return Readings(points, periods, waits=kpi.aggregate != "last")


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
            period_value.period: period_value
            for period_value in by_period(
                readings[id_].points, kpi.cadence, kpis[id_].aggregate, today
            )
        }
        for id_ in formula.operands
        if id_ in readings
    }
    # Missing is not zero: only periods that every operand has a value for are computed.
    shared = sorted(set.intersection(*map(set, operands.values()))) if operands else []
    points, counts = [], []
    for period in shared:
        parts = [values[period] for values in operands.values()]
        value = evaluate(formula, {id_: values[period].value for id_, values in operands.items()})
        if value is not None:
            points.append(Point(max(part.on for part in parts), value))
            counts.append(sum(part.points for part in parts))
    waits = kpi.aggregate != "last" or any(readings[id_].waits for id_ in operands)
    values = pack(points)
    return Readings(values, Periods(kpi.cadence, today, values, pack_counts(counts)), waits)
