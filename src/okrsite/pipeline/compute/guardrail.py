"""Guardrail: how much of the window a value stayed inside its range."""

from collections.abc import Sequence

from okrsite.model.measure import Guardrail
from okrsite.model.series import Point
from okrsite.pipeline.compute.measurement import Measured, MeasureInput, Value, observed_values
from okrsite.pipeline.compute.progress import count_inside


def measure_guardrail(given: MeasureInput, measure: Guardrail) -> Measured:
    """The share of the window's observations inside the range, bounds included.

    `keep` may default to the KPI's range; without either, or without an observation, nothing is
    measured. A written `current` counts as the one observation where there is no other. For a KPI
    that is a sum its complete periods count, since a single observation is only a part of one.
    """
    keep = measure.keep or (given.kpi.range if given.kpi else None)
    points = _observations(given)
    latest = _latest(points, given)
    if keep is None or latest is None:
        return Measured(current=latest, history=points)
    held, count = count_inside([point.value for point in points] or [latest.amount], keep)
    return Measured(
        progress=held / count,
        current=latest,
        latest_is_inside=keep.holds(latest.amount),
        inside=held,
        observed=count,
        history=points,
    )


def _observations(given: MeasureInput) -> tuple[Point, ...]:
    first, last = given.window.start, min(given.until, given.window.end)
    # A mean of a period could be inside while half of its observations are not.
    if given.kpi is not None and given.kpi.aggregate == "average":
        return tuple(given.readings.points.between(first, last))
    return tuple(point for point in observed_values(given) if first <= point.day <= last)


def _latest(points: Sequence[Point], given: MeasureInput) -> Value | None:
    if points:
        return Value(points[-1].value, "kpi" if given.kpi else "checkin", points[-1].day)
    written = given.key_result.current
    return (
        Value(written, "written")
        if written is not None and not given.checkin_values.numbers
        else None
    )
