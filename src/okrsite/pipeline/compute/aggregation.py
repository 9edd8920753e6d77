"""Aggregation: from single observations to one value for each period."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import assert_never

from okrsite.model.names import Aggregate, Cadence
from okrsite.model.period import index_of, period_of
from okrsite.model.periods import Periods, pack_counts
from okrsite.model.series import Points, points_from_columns
from okrsite.pipeline.compute.rounding import total


def by_period(
    points: Points, cadence: Cadence, aggregate: Aggregate, today: date, year_starts: int = 1
) -> Periods:
    """The value of every period that has an observation; no point is later than today.

    A period is complete once its last day is over, so the one that holds today still runs.
    """
    if cadence == "daily":
        return Periods(cadence, today, points)
    days, values = points.ordinals, points.floats
    ends = _ends(days, cadence, year_starts)
    pairs = list(pairwise([0, *ends]))
    found = (
        [values[end - 1] for end in ends]
        if aggregate == "last"
        else [aggregated(values[first:end], aggregate) for first, end in pairs]
    )
    newest = points_from_columns([days[end - 1] for end in ends], found)
    counts = pack_counts(end - first for first, end in pairs)
    return Periods(cadence, today, newest, counts, year_starts)


def rolling_periods(
    points: Points,
    cadence: Cadence,
    aggregate: Aggregate,
    rolling: int,
    today: date,
    year_starts: int = 1,
) -> Periods:
    """For each period the value of it and of those before it, `rolling` in all, as one.

    A period has none where one of them has no observation, since a part is not the whole.
    """
    days, values = points.ordinals, points.floats
    ends = [0, *_ends(days, cadence, year_starts)]
    newest, found, counts = [], [], []
    for place in range(rolling, len(ends)):
        first, end = ends[place - rolling], ends[place]
        last = _index(days[end - 1], cadence, year_starts)
        if last - _index(days[first], cadence, year_starts) == rolling - 1:
            newest.append(days[end - 1])
            found.append(aggregated(values[first:end], aggregate))
            counts.append(end - first)
    rolled = points_from_columns(newest, found)
    return Periods(cadence, today, rolled, pack_counts(counts), year_starts)


def aggregated(values: Sequence[float], aggregate: Aggregate) -> float:
    """Several observations as one: the newest, their sum, or their plain mean."""
    match aggregate:
        case "last":
            return values[-1]
        case "sum":
            return total(values) if len(values) > 1 else values[0]
        case "average":
            return total(values) / len(values) if len(values) > 1 else values[0]
        case _:
            assert_never(aggregate)


def _ends(days: memoryview[int], cadence: Cadence, year_starts: int) -> list[int]:
    """For each period that has an observation, how many observations there are up to its end."""
    ends: list[int] = []
    found = 0
    while found < len(days):
        found = bisect_right(days, _last_day(days[found], cadence, year_starts), found)
        ends.append(found)
    return ends


# Companies observe on the same few days, so most answers are known already.
@lru_cache(maxsize=8192)
def _last_day(day: int, cadence: Cadence, year_starts: int) -> int:
    return period_of(date.fromordinal(day), cadence, year_starts).end.toordinal()


def _index(day: int, cadence: Cadence, year_starts: int) -> int:
    return index_of(date.fromordinal(day), cadence, year_starts)
