"""Answers: what to believe of the values that a source gave, KPI by KPI."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from math import isfinite
from operator import lt
from typing import TypeAlias

from msgspec import Struct

from okrsite.model.extensions import Request
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId


class Values(Struct, frozen=True, tag=True):
    """Values of one KPI in any order: ordinal days of 32 bits and floats of 64, packed."""

    kpi: KpiId
    days: bytes
    values: bytes


class Observed(Struct, frozen=True):
    """The values of a KPI by day, in order; there may be none."""

    values: dict[date, float]


class Refused(Struct, frozen=True):
    """Why there is nothing to believe for a KPI."""

    reason: str


Answer: TypeAlias = Observed | Refused


class Answers:
    """What a source gave, to be judged KPI by KPI.

    A value that is not finite, a day after the last one wanted, or two values for one day cost the
    KPI its whole answer: who is wrong once is not believed elsewhere. What is older than wanted is
    left out. Minus zero is zero. `strangers` are those that nobody asked for, by their names.
    """

    def __init__(
        self, requests: Iterable[Request], given: Iterable[Values], failures: Mapping[KpiId, str]
    ) -> None:
        self._asked = {request.kpi.id: request for request in requests}
        self._failures = failures
        self._given: dict[KpiId, list[Values]] = {}
        for each in given:
            self._given.setdefault(each.kpi, []).append(each)
        told = self._given.keys() | failures.keys()
        self.strangers = tuple(sorted(told - self._asked.keys()))

    def of(self, kpi: Kpi) -> Answer:
        """The answer for a KPI that was asked about."""
        if kpi.id in self._failures:
            return Refused(self._failures[kpi.id])
        days, values = array("i"), array("d")
        for each in self._given.get(kpi.id, ()):
            days.frombytes(each.days)
            values.frombytes(each.values)
        return _answer(self._asked[kpi.id], days, values)


def _answer(request: Request, days: array[int], values: array[float]) -> Answer:
    is_each_once = all(map(lt, days, islice(days, 1, None)))
    is_in_time = not days or max(days) <= request.until.toordinal()
    if not (is_each_once and is_in_time and all(map(isfinite, values))):
        known: dict[int, float] = {}
        for day, value in zip(days, values, strict=True):
            if reason := _fault(request, day, value, known.setdefault(day, value)):
                return Refused(reason)
        days = array("i", sorted(known))
        values = array("d", (known[day] for day in days))
    first = bisect_left(days, request.since.toordinal()) if request.since else 0
    wanted = map(date.fromordinal, days[first:])
    return Observed({day: value + 0.0 for day, value in zip(wanted, values[first:], strict=True)})


def _fault(request: Request, day: int, value: float, known: float) -> str:
    if not isfinite(value):
        return f"it gave {value} for {date.fromordinal(day)}, which is not a number to reckon with"
    if day > request.until.toordinal():
        return f"it gave a value for {date.fromordinal(day)}, which is after {request.until}"
    if value != known:
        return f"it gave both {known:.15g} and {value:.15g} for {date.fromordinal(day)}"
    return ""
