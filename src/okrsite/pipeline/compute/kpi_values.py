"""KPI values: by period and over time, computed and rolling KPIs included."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, assert_never

from msgspec import Struct

from okrsite.model.forest import Forest
from okrsite.model.formula import Expression, Formula, Negation, Number, Operand, Operation
from okrsite.model.kpis import Kpi
from okrsite.model.names import Aggregate, Cadence, KpiId
from okrsite.model.periods import Periods, pack_counts
from okrsite.model.series import Point, Points, pack
from okrsite.pipeline.compute.aggregation import aggregated, by_period, rolling_periods
from okrsite.pipeline.formula import evaluate


class Reading(NamedTuple):
    """A value that may be judged since a day, and the day of its newest observation."""

    value: float
    since: date
    on: date


class Readings(Struct, frozen=True):
    """A KPI's values over time: its `periods`, the running one included, and what may be judged.

    Attributes:
        points: Its observations or, of a computed KPI, one for each period.
        periods: Its values by period.
        waits: Whether only complete periods may be judged, each on its last day; else every
            observation, on its own day.
        aggregate: How observations make one value.
        rolling: Over how many periods each value is taken; None for one.
        formula: How it is computed from `operands`.
        operands: The readings of the KPIs that the formula names.
    """

    points: Points = Points()
    periods: Periods = Periods()
    waits: bool = False
    aggregate: Aggregate = "last"
    rolling: int | None = None
    formula: Formula | None = None
    operands: Mapping[KpiId, Readings] = {}

    @property
    def adds_up(self) -> bool:
        """Whether the value of two stretches of days is the sum of their values."""
        if self.formula is not None:
            return _adds_up(self.formula.tree, self.operands)
        return self.aggregate == "sum" and self.rolling is None

    def observed_on(self, first: date, last: date) -> list[date]:
        """The days between two, both included, on which it or an operand was observed."""
        if self.formula is None:
            return [point.day for point in self.points.between(first, last)]
        days = (operand.observed_on(first, last) for operand in self.operands.values())
        return sorted({day for found in days for day in found})

    def over(self, first: date, last: date) -> Reading | None:
        """The value of a stretch of days taken as one period; None where it is not known.

        A sum is of what lies in the stretch, an average and a formula are taken over it. A rolling
        value looks back from the last day over whole periods, wherever the stretch begins.
        """
        if self.formula is not None:
            return self._computed_over(self.formula, first, last)
        if self.rolling is not None:
            until = self.points[: self.points.until(last)]
            cadence, starts = self.periods.cadence, self.periods.year_starts
            rolled = rolling_periods(until, cadence, self.aggregate, self.rolling, last, starts)
            point = rolled.points[-1] if rolled else None
            return Reading(point.value, last, point.day) if point and point.day >= first else None
        inside = self.points.between(first, last)
        if not inside:
            return None
        return Reading(aggregated(inside.floats, self.aggregate), last, inside[-1].day)

    def as_operand(self, first: date, last: date) -> Reading | None:
        """The value of a stretch as a formula takes it: by its own aggregate where it has one."""
        if self.formula is None or self.aggregate == "last":
            return self.over(first, last)
        inside = self.points.between(first, last)
        if not inside:
            return None
        return Reading(aggregated(inside.floats, self.aggregate), last, inside[-1].day)

    def in_periods(self, cadence: Cadence, today: date) -> Periods:
        """Its values by the periods of another KPI that is computed from it."""
        if cadence == self.periods.cadence:
            return self.periods
        if self.formula is not None and self.aggregate == "last":
            return _computed_periods(
                self.formula, self.operands, cadence, today, self.periods.year_starts
            )
        if self.rolling is not None:
            return by_period(self.periods.points, cadence, "last", today, self.periods.year_starts)
        return by_period(self.points, cadence, self.aggregate, today, self.periods.year_starts)

    def last(self, until: date) -> Reading | None:
        """The newest judged value on a day; None where there is none yet."""
        found = self._until(until)
        return self._reading(found - 1) if found else None

    def between(self, first: date, last: date) -> tuple[Reading, ...]:
        """The judged values from one day to another, both included."""
        return tuple(map(self._reading, range(self._before(first), self._until(last))))

    def _computed_over(self, formula: Formula, first: date, last: date) -> Reading | None:
        parts = {id_: operand.as_operand(first, last) for id_, operand in self.operands.items()}
        known = {id_: part.value for id_, part in parts.items() if part}
        value = evaluate(formula, known)
        days = [part.on for part in parts.values() if part]
        return None if value is None or not days else Reading(value, last, max(days))

    def _before(self, day: date) -> int:
        """How many values could be judged before a day."""
        if not self.waits:
            return self.points.before(day)
        period = self.periods.holding(day)
        return self.periods.complete.points.before(period.start)

    def _until(self, day: date) -> int:
        """How many values may be judged on a day."""
        if not self.waits:
            return self.points.until(day)
        period = self.periods.holding(day)
        complete = self.periods.complete.points
        return complete.until(day) if day == period.end else complete.before(period.start)

    def _reading(self, place: int) -> Reading:
        if not self.waits:
            day, value = self.points[place]
            return Reading(value, day, day)
        newest = self.periods[place]
        return Reading(newest.value, newest.period.end, newest.on)


def read_kpi(
    id_: KpiId, readings: Mapping[KpiId, Readings], forest: Forest, today: date
) -> Readings:
    """The readings of a KPI; those of the operands of its formula are in `readings` already."""
    kpi, year_starts = forest.kpis[id_], forest.settings.calendar.year_starts
    if kpi.formula is not None:
        return _computed(kpi, kpi.formula, readings, today, year_starts)
    series = forest.series.get(id_)
    return _observed(kpi, series.points if series else Points(), today, year_starts)


def _observed(kpi: Kpi, points: Points, today: date, year_starts: int) -> Readings:
    cadence, aggregate = kpi.cadence, kpi.aggregate
    if kpi.rolling is None:
        periods = by_period(points, cadence, aggregate, today, year_starts)
    else:
        periods = rolling_periods(points, cadence, aggregate, kpi.rolling, today, year_starts)
    return Readings(points, periods, kpi.aggregate != "last", kpi.aggregate, kpi.rolling)


def _computed(
    kpi: Kpi, formula: Formula, readings: Mapping[KpiId, Readings], today: date, year_starts: int
) -> Readings:
    """A KPI from its formula: while a sum or an average among its operands runs, so does it."""
    operands = {id_: readings[id_] for id_ in formula.operands if id_ in readings}
    periods = _computed_periods(formula, operands, kpi.cadence, today, year_starts)
    return Readings(
        points=periods.points,
        periods=periods,
        waits=kpi.aggregate != "last" or any(operand.waits for operand in operands.values()),
        aggregate=kpi.aggregate,
        formula=formula,
        operands=operands,
    )


def _computed_periods(
    formula: Formula,
    operands: Mapping[KpiId, Readings],
    cadence: Cadence,
    today: date,
    year_starts: int,
) -> Periods:
    """What a formula gives in each period, its operands brought to it by their own aggregates.

    A period in which an operand is missing, or by zero is divided, is missing.
    """
    by_operand = {
        id_: {value.period: value for value in operand.in_periods(cadence, today)}
        for id_, operand in operands.items()
    }
    # Missing is not zero: only periods that every operand has a value for are computed.
    shared = sorted(set.intersection(*map(set, by_operand.values()))) if by_operand else []
    points, counts = [], []
    for period in shared:
        parts = [values[period] for values in by_operand.values()]
        value = evaluate(formula, {id_: values[period].value for id_, values in by_operand.items()})
        if value is not None:
            points.append(Point(max(part.on for part in parts), value))
            counts.append(sum(part.points for part in parts))
    return Periods(cadence, today, pack(points), pack_counts(counts), year_starts)


def _adds_up(tree: Expression, operands: Mapping[KpiId, Readings]) -> bool:
    """Whether a formula only adds sums, subtracts them, or takes a fixed share of one."""
    match tree:
        case Number():
            return False
        case Operand(kpi):
            return kpi in operands and operands[kpi].adds_up
        case Negation(of):
            return _adds_up(of, operands)
        case Operation("+" | "-", left, right):
            return _adds_up(left, operands) and _adds_up(right, operands)
        case Operation("*", Number(), term) | Operation("*" | "/", term, Number()):
            return _adds_up(term, operands)
        case Operation():
            return False
        case _:
            assert_never(tree)
