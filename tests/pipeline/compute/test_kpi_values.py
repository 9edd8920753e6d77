"""Readings: looking at a few packed values tells the same as unpacking them all would."""

from datetime import date, timedelta
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.period import index_of, period_of
from okrsite.model.series import Point, pack
from okrsite.pipeline.compute.aggregation import aggregated, by_period
from okrsite.pipeline.compute.kpi_values import Readings

TODAY = date(2026, 11, 20)
DAYS = st.lists(st.integers(0, 900), unique=True, max_size=60)
CADENCES = st.sampled_from(["daily", "weekly", "monthly", "quarterly", "yearly"])
AGGREGATES = st.sampled_from(["last", "sum", "average"])


def ago(days):
    return TODAY - timedelta(days=days)


def observed(days):
    return [Point(day, float(n % 7)) for n, day in enumerate(sorted(map(ago, days)))]


def periods(points, cadence, aggregate):
    """One by one, as the arithmetic is told."""
    for _, group in groupby(points, key=lambda point: index_of(point.day, cadence)):
        some = list(group)
        value = aggregated([point.value for point in some], aggregate)
        yield period_of(some[0].day, cadence), value, some[-1].day, len(some)


@given(DAYS, CADENCES, AGGREGATES)
def test_every_period_has_its_value_day_and_count(days, cadence, aggregate) -> None:
    points = observed(days)
    found = by_period(pack(points), cadence, aggregate, TODAY)
    assert [(value.period, value.value, value.on, value.points) for value in found] == list(
        periods(points, cadence, aggregate)
    )
    assert [value.is_complete for value in found] == [value.period.end < TODAY for value in found]
    assert list(found.complete) == [value for value in found if value.is_complete]
    assert list(found[1:]) == list(found)[1:]
    assert list(reversed(found)) == list(found)[::-1]


@given(DAYS, CADENCES, AGGREGATES, st.integers(0, 1000), st.integers(0, 1000))
def test_a_window_holds_what_may_be_judged_in_it(days, cadence, aggregate, one, other) -> None:
    first, last = sorted([ago(one), ago(other)])
    points = observed(days)
    waits = aggregate != "last"
    readings = Readings(pack(points), by_period(pack(points), cadence, aggregate, TODAY), waits)
    judged = (
        [
            (period.end, value, on)
            for period, value, on, _ in periods(points, cadence, aggregate)
            if period.end < TODAY
        ]
        if waits
        else [(day, value, day) for day, value in points]
    )
    inside = [value for value in judged if first <= value[0] <= last]
    until = [value for value in judged if value[0] <= last]
    assert [_told(reading) for reading in readings.between(first, last)] == inside
    assert _told(readings.last(last)) == (until[-1] if until else None)


def _told(reading):
    return (reading.since, reading.value, reading.on) if reading else None
