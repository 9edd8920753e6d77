"""Metric: from a start to a target, in figures or as a change of the start."""

from okrsite.model.measure import Metric, Relative
from okrsite.pipeline.compute.measured import Given, Measured, Value
from okrsite.pipeline.compute.progress import (
    Direction,
    better_side,
    is_beyond,
    metric,
    relative_target,
)
from okrsite.pipeline.compute.values import current_value, history, start_value


def measure_metric(given: Given, measure: Metric) -> Measured:
    """A metric: its progress is known once its start and its current value are.

    A start that was not written may lie beyond the target already. Where it comes from a KPI, the
    open side of the KPI's range tells; without one the direction is unsettled and nothing is
    measured. Where it comes from a check-in, only one equal to the target cannot be told.
    """
    start, current = start_value(given, measure.start), current_value(given)
    side = better_side(given.kpi.range) if given.kpi else None
    derived = measure.start is None
    if derived and given.kpi is not None and side is None:
        return _measured(given, start, current, measure.target, None, unsettled=True)
    if start is None or current is None:
        return _measured(given, start, current, measure.target, None)
    raw: float | None
    if derived and side is not None and is_beyond(start.amount, measure.target, side):
        raw = float(is_beyond(current.amount, measure.target, side))
        return _measured(given, start, current, measure.target, raw, already_met=True)
    if start.amount == measure.target:
        stays = current.amount == measure.target
        raw = 1.0 if stays else None
        return _measured(
            given, start, current, measure.target, raw, already_met=stays, unsettled=not stays
        )
    raw = metric(start.amount, measure.target, current.amount)
    return _measured(given, start, current, measure.target, raw)


def measure_relative(given: Given, measure: Relative) -> Measured:
    """A relative metric; its change says the direction. Not measured from a start of 0 or less."""
    start, current = start_value(given, measure.start), current_value(given)
    target = relative_target(start.amount, measure.change) if start else None
    if start is None or current is None or target is None:
        return _measured(given, start, current, target, None)
    if target == start.amount:
        side: Direction = 1 if measure.change > 0 else -1
        return _measured(
            given, start, current, target, float(is_beyond(current.amount, target, side))
        )
    return _measured(given, start, current, target, metric(start.amount, target, current.amount))


def _measured(  # noqa: PLR0913 - the parts of one row
    given: Given,
    start: Value | None,
    current: Value | None,
    target: float | None,
    progress: float | None,
    *,
    already_met: bool = False,
    unsettled: bool = False,
) -> Measured:
    return Measured(
        progress=progress,
        start=start,
        current=current,
        target=target,
        already_met=already_met,
        is_unsettled=unsettled,
        history=history(given, start),
    )
