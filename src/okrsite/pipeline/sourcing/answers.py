"""Answers: what to believe of the values that a source gave, KPI by KPI."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from datetime import date
from math import isfinite
from typing import TypeAlias

from msgspec import Struct

from okrsite.model.extensions import Request
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


def answers(
    requests: Iterable[Request], given: Iterable[Values], failures: Mapping[KpiId, str]
) -> tuple[dict[KpiId, Answer], tuple[str, ...]]:
    """An answer for each KPI that was asked about, and the names of those that nobody asked for.

    A value that is not finite, a day after the last one wanted, or two values for one day cost the
    KPI its whole answer: who is wrong once is not believed elsewhere. What is older than wanted is
    left out. Minus zero is zero.
    """
    by_kpi: dict[KpiId, list[Values]] = {}
    for each in given:
        by_kpi.setdefault(each.kpi, []).append(each)
    asked = {request.kpi.id: request for request in requests}
    found = {
        id_: Refused(failures[id_]) if id_ in failures else _answer(request, by_kpi.get(id_, []))
        for id_, request in asked.items()
    }
    return found, tuple(sorted((by_kpi.keys() | failures.keys()) - asked.keys()))


def _answer(request: Request, given: Iterable[Values]) -> Answer:
    values: dict[int, float] = {}
    for each in given:
        days, numbers = array("i", each.days), array("d", each.values)
        for day, value in zip(days, numbers, strict=True):
            if reason := _fault(request, day, value, values.setdefault(day, value)):
                return Refused(reason)
    first = request.since.toordinal() if request.since else 0
    return Observed(
        {date.fromordinal(day): values[day] + 0.0 for day in sorted(values) if day >= first}
    )


def _fault(request: Request, day: int, value: float, known: float) -> str:
    if not isfinite(value):
        return f"it gave {value} for {date.fromordinal(day)}, which is not a number to reckon with"
    if day > request.until.toordinal():
        return f"it gave a value for {date.fromordinal(day)}, which is after {request.until}"
    if value != known:
        return f"it gave both {known:.15g} and {value:.15g} for {date.fromordinal(day)}"
    return ""
