"""Validate: which of the values that a source gave are accepted, KPI by KPI."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from math import isfinite
from operator import lt

from msgspec import Struct

from okrsite.model.extensions import Request
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId


class Values(Struct, frozen=True, tag=True):
    """Values of one KPI in any order, packed: ordinal days as int32 and values as float64."""

    kpi: KpiId
    days: bytes
    values: bytes


class Accepted(Struct, frozen=True):
    """The values of a KPI by day, in order; there may be none.

    `since` is the first day that was wanted, None for all there is.
    """

    values: dict[date, float]
    since: date | None = None


class Rejected(Struct, frozen=True):
    """Why nothing that came for a KPI is accepted."""

    reason: str


class Answers:
    """What a source gave for its requests, to be validated KPI by KPI.

    A value that is not finite, a day after the last one requested, or two values for one day reject
    the KPI's whole answer: a source that is wrong once may be wrong elsewhere. Days before the
    first one requested are left out. Minus zero becomes zero. `unexpected` are the KPIs that
    nobody asked for, by their names.
    """

    def __init__(
        self,
        requests: Iterable[Request[object]],
        given: Iterable[Values],
        failures: Mapping[KpiId, str],
    ) -> None:
        self._requests = {request.kpi.id: request for request in requests}
        self._failures = failures
        self._given: dict[KpiId, list[Values]] = {}
        for values in given:
            self._given.setdefault(values.kpi, []).append(values)
        answered = self._given.keys() | failures.keys()
        self.unexpected = tuple(sorted(answered - self._requests.keys()))

    def of(self, kpi: Kpi) -> Accepted | Rejected:
        """The answer for a KPI that was asked about."""
        if kpi.id in self._failures:
            return Rejected(self._failures[kpi.id])
        days, values = array("i"), array("d")
        for packed in self._given.get(kpi.id, ()):
            days.frombytes(packed.days)
            values.frombytes(packed.values)
        return _validated(self._requests[kpi.id], days, values)


def _validated(
    request: Request[object], days: array[int], values: array[float]
) -> Accepted | Rejected:
    # Most answers are in order and good; for these nothing is looked at one by one in Python.
    is_in_order = all(map(lt, days, islice(days, 1, None)))
    is_in_time = not days or max(days) <= request.until.toordinal()
    if not (is_in_order and is_in_time and all(map(isfinite, values))):
        known: dict[int, float] = {}
        for day, value in zip(days, values, strict=True):
            if reason := _fault(request, day, value, known.setdefault(day, value)):
                return Rejected(reason)
        days = array("i", sorted(known))
        values = array("d", (known[day] for day in days))
    first = bisect_left(days, request.since.toordinal()) if request.since else 0
    wanted = map(date.fromordinal, days[first:])
    # Adding 0.0 makes zero of minus zero.
    by_day = {day: value + 0.0 for day, value in zip(wanted, values[first:], strict=True)}
    return Accepted(by_day, request.since)


def _fault(request: Request[object], day: int, value: float, known: float) -> str:
    if not isfinite(value):
        return f"it gave {value} for {date.fromordinal(day)}, which is not a number to reckon with"
    if day > request.until.toordinal():
        return f"it gave a value for {date.fromordinal(day)}, which is after {request.until}"
    if value != known:
        return f"it gave both {known:.15g} and {value:.15g} for {date.fromordinal(day)}"
    return ""
