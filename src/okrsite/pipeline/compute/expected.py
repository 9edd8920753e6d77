"""Expected: the progress that should be reached by a day."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from okrsite.model.goal_score import StepState, Window
from okrsite.model.measure import Checkpoint, Guardrail, Metric, Relative
from okrsite.model.series import Point
from okrsite.pipeline.compute.measurement import Measured, MeasureInput
from okrsite.pipeline.compute.pace import elapsed_share
from okrsite.pipeline.compute.progress import metric_progress, milestone_share
from okrsite.pipeline.compute.rounding import clamped


def expected_share(given: MeasureInput, measured: Measured) -> float:
    """What is expected of a key result today, 0 to 1.

    A guardrail has to hold from the first day on. Milestones are expected by their due days, a
    metric by its checkpoints; where there are none, the share of the window's days that is gone.
    """
    window, today = given.window, given.today
    match given.key_result.measure:
        case Guardrail():
            return 1.0
        case (Metric() | Relative()) as metric if metric.checkpoints:
            return _by_checkpoints(window, metric.checkpoints, measured, today)
        case _ if any(step.due for step in measured.steps):
            return _by_due(window, measured.steps, today)
        case _:
            return elapsed_share(window, today)


def pace_line(
    window: Window, start: float, checkpoints: Sequence[Checkpoint], target: float
) -> tuple[Point, ...]:
    """The values that are expected, from the window's first day over the checkpoints to its end."""
    return (
        Point(window.start, start),
        *(Point(point.by, point.value) for point in checkpoints),
        Point(window.end, target),
    )


def _by_checkpoints(
    window: Window, checkpoints: Sequence[Checkpoint], measured: Measured, today: date
) -> float:
    start, target = measured.start, measured.target
    is_on_its_way = window.start < today < window.end and not measured.already_met
    if not is_on_its_way or start is None or target is None or start.amount == target:
        return elapsed_share(window, today)
    line = pace_line(window, start.amount, checkpoints, target)
    for before, after in pairwise(line):
        if before.day <= today < after.day:
            gone = (today - before.day).days / (after.day - before.day).days
            value = before.value + (after.value - before.value) * gone
            return clamped(metric_progress(start.amount, target, value))
    return elapsed_share(window, today)


def _by_due(window: Window, steps: Sequence[StepState], today: date) -> float:
    """The weighted share of the steps that are due; those without a day of their own at the end."""
    due = [min(step.due or window.end, window.end) <= today for step in steps]
    return milestone_share(due, [step.weight for step in steps]) or 0.0
