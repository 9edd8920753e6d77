"""A thinned line looks like the whole one: every peak, every gap, both ends."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.series import Point
from okrsite.pipeline.present.charts.downsample import thinned
from okrsite.pipeline.present.charts.line import joined

FIRST = date(2000, 1, 1)
VALUES = st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=400)


def daily(values):
    return [Point(FIRST + timedelta(days=n), value) for n, value in enumerate(values)]


def column(point, points, columns):
    length = (points[-1].day - points[0].day).days + 1
    return (point.day - points[0].day).days * columns // length


@given(VALUES, st.integers(1, 20))
def test_every_peak_of_every_column_and_both_ends_are_kept_in_order(values, columns) -> None:
    points = daily(values)
    kept = thinned(points, columns)
    assert kept[0] == points[0]
    assert kept[-1] == points[-1]
    assert all(a.day < b.day for a, b in pairwise(kept))
    assert len(kept) <= max(4 * columns, 1)
    for number in range(columns):
        of = [point.value for point in points if column(point, points, columns) == number]
        left = [point.value for point in kept if column(point, points, columns) == number]
        assert (min(of), max(of)) == (min(left), max(left)) if of else left == []


def test_a_single_peak_among_ten_thousand_days_is_seen() -> None:
    points = daily([1.0] * 5000 + [99.0] + [1.0] * 5000)
    assert 99.0 in [point.value for point in thinned(points)]


def test_a_gap_stays_a_gap_however_long_the_series_is() -> None:
    points = daily([1.0] * 6000)
    broken = [point for point in points if not 2000 <= (point.day - FIRST).days < 2030]
    first, second = joined(broken, 4)
    assert (first[-1].day - FIRST).days == 1999
    assert (second[0].day - FIRST).days == 2030
