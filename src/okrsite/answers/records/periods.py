"""Periods: rows of a period's first day and value, dated by its last day once it is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from okrsite.answers.observations import Row
from okrsite.model.extensions import Request
from okrsite.model.names import Cadence
from okrsite.model.period import period_of


def first_wanted(request: Request[object], cadence: Cadence) -> date | None:
    """The first day of the first period that a request wants, None for all there are."""
    if request.since is None:
        return None
    return period_of(request.since, cadence, request.year_starts).start


def whole_periods(
    rows: Iterable[tuple[Any, ...]],
    request: Request[object],
    cadence: Cadence,
    *,
    counts_from: date | None,
    is_count: bool,
) -> Iterator[Row]:
    """The value of each period that is over, dated by its last day.

    The day that is asked for last is not over, and a period that it lies in is left out: what it
    would say today is another thing tomorrow. Where records are counted, a period between the first
    one, or `counts_from`, and the last has 0.
    """
    values = {start: value for start, value in rows if start is not None}
    if not is_count:
        for start in sorted(values):
            period = period_of(start, cadence, request.year_starts)
            if period.end < request.until:
                yield period.end, values[start]
        return
    starts = [start for start in (counts_from, *values) if start is not None]
    if not starts:
        return
    period = period_of(min(starts), cadence, request.year_starts)
    while period.end < request.until:
        yield period.end, values.get(period.start, 0)
        period = period_of(period.end + timedelta(days=1), cadence, request.year_starts)
