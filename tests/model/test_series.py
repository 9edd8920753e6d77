"""Points are a sequence like any other, whatever lies behind them."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.series import Point, Points, pack

ORDERED = st.dictionaries(st.dates(), st.floats(allow_nan=False), max_size=30).map(
    lambda rows: [Point(day, value) for day, value in sorted(rows.items())]
)


@given(ORDERED, st.slices(30))
def test_they_are_what_they_were_made_of(points, part) -> None:
    line = pack(points)
    assert list(line) == points
    assert list(line[part]) == points[part]
    assert [line[place] for place in range(len(line))] == points


@given(ORDERED, st.dates(), st.dates())
def test_days_cut_them_both_ends_included(points, first, last) -> None:
    line = pack(points)
    assert list(line.between(first, last)) == [p for p in points if first <= p.day <= last]
    assert line.last(last) == next((p for p in reversed(points) if p.day <= last), None)


@given(ORDERED)
def test_they_come_back_from_the_cache_without_a_copy(points) -> None:
    data = msgspec.msgpack.encode(pack(points)[1:])
    back = msgspec.msgpack.decode(data, type=Points)
    assert list(back) == points[1:]
    assert back.days.obj is data


def test_there_is_nothing_beyond_the_end() -> None:
    with pytest.raises(IndexError):
        pack([Point(date(2026, 11, 20), 1.0)])[1]
