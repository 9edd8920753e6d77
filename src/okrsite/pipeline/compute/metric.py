"""Metric: from a start to a target, in figures or as a change of the start."""

from msgspec.structs import replace

from okrsite.model.measure import Metric, Relative
from okrsite.pipeline.compute.measurement import (
    Measured,
    MeasureInput,
    Value,
    current_value,
    start_value,
    value_history,
)
from okrsite.pipeline.compute.progress import (
    Direction,
    better_side,
    is_beyond,
    metric_progress,
    target_of_change,
)


def measure_metric(given: MeasureInput, measure: Metric) -> Measured:
    """A metric: its progress is known once its start and its current value are.

    A start that was not written may lie beyond the target already. Where it comes from a KPI, the
    open side of the KPI's range tells; without one the direction is unsettled and nothing is
    measured. Where it comes from a check-in, only one equal to the target cannot be told.
    """
    if given.kpi_values.adds_up:
        if _rises(given, measure):
            return _share_of_sum(given, measure.target)
        if not given.kpi_values.is_complete:
            return _unfinished(given, start_value(given, measure.start), measure.target)
    start, current = start_value(given, measure.start), current_value(given)
    target = measure.target
    known = _known(given, start, current, target)
    side = better_side(given.kpi.range) if given.kpi else None
    is_derived = measure.start is None
    # The KPI may have passed the target before the cycle began; without a better side nobody knows.
    if is_derived and given.kpi is not None and side is None:
        return replace(known, is_unsettled=True)
    if start is None or current is None:
        return known
    if is_derived and side is not None and is_beyond(start.amount, target, side):
        stays = is_beyond(current.amount, target, side)
        return replace(known, progress=float(stays), already_met=True)
    if start.amount != target:
        return replace(known, progress=metric_progress(start.amount, target, current.amount))
    if current.amount == target:
        return replace(known, progress=1.0, already_met=True)
    return replace(known, is_unsettled=True)


def measure_relative(given: MeasureInput, measure: Relative) -> Measured:
    """A relative metric; its change says the direction. Not measured from a start of 0 or less."""
    start, current = start_value(given, measure.start), current_value(given)
    target = target_of_change(start.amount, measure.change) if start else None
    if given.kpi_values.adds_up:
        if measure.change > 0 and start is not None and target is not None:
            return replace(_share_of_sum(given, target), base=start.amount)
        if not given.kpi_values.is_complete:
            return _unfinished(given, start, target)
    known = _known(given, start, current, target)
    if start is None or current is None or target is None:
        return known
    if target != start.amount:
        return replace(known, progress=metric_progress(start.amount, target, current.amount))
    side: Direction = 1 if measure.change > 0 else -1
    return replace(known, progress=float(is_beyond(current.amount, target, side)))


def _rises(given: MeasureInput, measure: Metric) -> bool:
    """Whether a running sum grows towards its target, so that it can be judged on the way."""
    if measure.start is not None:
        return 0 < measure.target > measure.start
    return measure.target > 0 and better_side(given.kpi.range if given.kpi else None) != -1


def _share_of_sum(given: MeasureInput, target: float) -> Measured:
    """A running sum as a share of its target: what was before the window brought nothing to it."""
    current, start = current_value(given), Value(0.0, "zero")
    known = _known(given, start, current, target)
    if current is None:
        return known
    return replace(known, progress=metric_progress(0.0, target, current.amount))


def _unfinished(given: MeasureInput, start: Value | None, target: float | None) -> Measured:
    """A running sum that should stay low: while it runs it says nothing yet."""
    return _known(given, start, current_value(given), target)


def _known(
    given: MeasureInput, start: Value | None, current: Value | None, target: float | None
) -> Measured:
    """What is known before anything is said about progress."""
    return Measured(
        start=start, current=current, target=target, history=value_history(given, start)
    )
