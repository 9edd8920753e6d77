"""Sample times: when a metric is evaluated, so that each sample stands for a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from okrsite.api import Period, Request, period_of
from okrsite.builtin.sources.prometheus.settings import Cadence

_FARTHEST = timedelta(days=5 * 366)


class SampleTime(NamedTuple):
    """When a metric is evaluated, in seconds since 1970, and the day that the value stands for."""

    second: int
    day: date


class SampleRange(NamedTuple):
    """Sample times one `step` of seconds apart, to be asked for at once."""

    times: tuple[SampleTime, ...]
    step: int


def newest(request: Request[object], now: int, timezone: str) -> SampleTime:
    """The sample for the last day of a request: at its end, or now if that is earlier."""
    return SampleTime(min(now, end_of(request.until, timezone)), request.until)


def sample_times(
    request: Request[object], cadence: Cadence, now: int, timezone: str
) -> list[SampleTime]:
    """The ends of the periods that a request wants, and of the running one now.

    The running one is left out where periods are summed or averaged: a part of it is no value.
    """
    times = []
    for period in _periods(request, cadence):
        second = end_of(period.end, timezone)
        is_over = period.end <= request.until and second <= now
        if is_over and (request.since is None or request.since <= period.end):
            times.append(SampleTime(second, period.end))
        elif not is_over and request.kpi.aggregate == "last":
            times.append(newest(request, now, timezone))
    return times


def sample_ranges(times: list[SampleTime]) -> Iterator[SampleRange]:
    """The times in as few ranges as have equal steps; days do not, where clocks are changed."""
    start = 0
    while start < len(times):
        end = start + 1
        step = times[end].second - times[start].second if end < len(times) else 1
        while end < len(times) and times[end].second - times[end - 1].second == step:
            end += 1
        yield SampleRange(tuple(times[start:end]), step)
        start = end


def end_of(day: date, timezone: str) -> int:
    """The second at which a day ends in a time zone."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(timezone))
    return int(midnight.timestamp())


def _periods(request: Request[object], cadence: Cadence) -> Iterator[Period]:
    day = max(request.since or date.min, request.until - _FARTHEST)
    while day <= request.until:
        period = period_of(day, cadence, request.year_starts)
        yield period
        day = period.end + timedelta(days=1)
