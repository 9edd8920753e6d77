"""Guardrail: how much of the window a value stayed inside its range."""

from collections.abc import Sequence

from okrsite.model.measure import Guardrail, Range
from okrsite.model.series import Point
from okrsite.pipeline.compute.measurement import Measured, MeasureInput, Value, observed_values
from okrsite.pipeline.compute.progress import count_inside


def measure_guardrail(given: MeasureInput, measure: Guardrail) -> Measured:
    """The share of the window's observations inside the range, bounds included.

    `keep` may default to the KPI's range; without either, or without an observation, nothing is
    measured. A written `current` counts as the one observation where there is no other. For a KPI
    that is a sum its complete periods count, since a single observation is only a part of one. A
    running sum is one observation, and none before its end unless it has reached the lower bound of
    a range without an upper one: it may still leave any other.
    """
    keep = measure.keep or (given.kpi.range if given.kpi else None)
    points = _observations(given)
    latest = _latest(points, given)
    if keep is None or latest is None or not _is_settled(given, keep, latest.amount):
        return Measured(current=latest, history=points)
    held, count = count_inside([point.value for point in points] or [latest.amount], keep)
    return Measured(
        progress=held / count,
        current=latest,
        latest_is_inside=keep.holds(latest.amount),
        inside=held,
        observations=count,
        history=points,
    )


def _observations(given: MeasureInput) -> tuple[Point, ...]:
    first, last = given.window.start, min(given.until, given.window.end)
    kpi = given.kpi
    if kpi is None:
        return tuple(point for point in observed_values(given) if first <= point.day <= last)
    # A mean of a period could be inside while half of its observations are not.
    if kpi.aggregate == "average" and kpi.rolling is None and kpi.formula is None:
        return tuple(given.readings.points.between(first, last))
    points = given.kpi_values.points
    return points[-1:] if given.kpi_values.is_running else points


def _is_settled(given: MeasureInput, keep: Range, amount: float) -> bool:
    values = given.kpi_values
    if values.is_complete or not values.adds_up:
        return True
    return keep.max is None and keep.holds(amount)


def _latest(points: Sequence[Point], given: MeasureInput) -> Value | None:
    if points:
        return Value(points[-1].value, "kpi" if given.kpi else "checkin", points[-1].day)
    written = given.key_result.current
    return (
        Value(written, "written")
        if written is not None and not given.checkin_values.numbers
        else None
    )
