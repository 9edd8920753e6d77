"""Guardrail: how much of the window a value stayed inside its range."""

from okrsite.model.measure import Guardrail
from okrsite.model.series import Point
from okrsite.pipeline.compute.measured import Given, Measured
from okrsite.pipeline.compute.progress import inside
from okrsite.pipeline.compute.values import current_value, observed


def measure_guardrail(given: Given, measure: Guardrail) -> Measured:
    """The share of the window's observations inside the range, bounds included.

    `keep` may default to the KPI's range; without either, or without an observation, nothing is
    measured. A written `current` counts as the one observation where there is no other. For a KPI
    that is a sum or an average, its complete periods are the observations.
    """
    keep = measure.keep or (given.kpi.range if given.kpi else None)
    points = [point for point in observed(given) if point.day <= given.window.end]
    current = current_value(given)
    values = _values(points, given)
    if keep is None or not values:
        return Measured(history=tuple(points))
    held, count = inside(values, keep)
    return Measured(
        progress=held / count,
        current=values[-1],
        current_from=current.origin if current else None,
        current_on=points[-1].day if points else None,
        latest_is_inside=keep.holds(values[-1]),
        inside=held,
        observed=count,
        history=tuple(points),
    )


def _values(points: list[Point], given: Given) -> list[float]:
    if points:
        return [point.value for point in points]
    written = given.key_result.current
    return [written] if written is not None and given.kpi is None and not given.told else []
