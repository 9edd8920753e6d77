"""Moments: when a metric is looked at, so that each look stands for a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from okrsite.api import Period, Request, period_of
from okrsite.builtin.sources.prometheus import Cadence

_FARTHEST = timedelta(days=5 * 366)


class Moment(NamedTuple):
    """A look at a metric, in seconds since 1970, and the day that it stands for."""

    second: int
    day: date


class Run(NamedTuple):
    """Moments one `step` of seconds apart, to be asked for at once."""

    moments: tuple[Moment, ...]
    step: int


def newest(request: Request[object], now: int, timezone: str) -> Moment:
    """The look that stands for the last day of a request: at its end, or now if that is earlier."""
    return Moment(min(now, end_of(request.until, timezone)), request.until)


def moments(request: Request[object], cadence: Cadence, now: int, timezone: str) -> list[Moment]:
    """The ends of the periods that a request wants, and of the running one now.

    The running one is left out where periods are summed or averaged: a part of it is no value.
    """
    looks = []
    for period in _periods(request, cadence):
        second = end_of(period.end, timezone)
        is_over = period.end <= request.until and second <= now
        if is_over and (request.since is None or request.since <= period.end):
            looks.append(Moment(second, period.end))
        elif not is_over and request.kpi.aggregate == "last":
            looks.append(newest(request, now, timezone))
    return looks


def runs(looks: list[Moment]) -> Iterator[Run]:
    """The moments in as few runs as have equal steps; days do not, where clocks are changed."""
    start = 0
    while start < len(looks):
        end = start + 1
        step = looks[end].second - looks[start].second if end < len(looks) else 1
        while end < len(looks) and looks[end].second - looks[end - 1].second == step:
            end += 1
        yield Run(tuple(looks[start:end]), step)
        start = end


def end_of(day: date, timezone: str) -> int:
    """The second at which a day ends in a time zone."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(timezone))
    return int(midnight.timestamp())


def _periods(request: Request[object], cadence: Cadence) -> Iterator[Period]:
    day = max(request.since or date.min, request.until - _FARTHEST)
    while day <= request.until:
        period = period_of(day, cadence)
        yield period
        day = period.end + timedelta(days=1)
