"""Ambition in words: milestones that are reached one by one, and zones."""

from datetime import date

from okrsite.model.goal_score import StepState
from okrsite.model.measure import Milestones
from okrsite.model.series import Point
from okrsite.pipeline.compute.checkin_values import reached_on, zone_names
from okrsite.pipeline.compute.measurement import Measured, MeasureInput
from okrsite.pipeline.compute.progress import milestone_share, zone_share


def measure_milestones(given: MeasureInput, measure: Milestones) -> Measured:
    """The weighted share of steps done; done from the day written or first checked in.

    That nothing is done yet is known once somebody has looked: from the first check-in in the
    window on, or once the day has passed on which a step was due. The history is of shares.
    """
    checked_in = reached_on(given.checkin_values)
    steps = tuple(
        StepState(
            step.id,
            step.title,
            step.weight,
            _done(step.done, checked_in.get(step.id), given.until),
            step.due,
        )
        for step in measure.steps
    )
    weights = [step.weight for step in steps]
    days = sorted({step.done for step in steps if step.done is not None})
    if not days and not given.is_checked_in and not _is_any_overdue(steps, given.until):
        return Measured(steps=steps)
    return Measured(
        progress=milestone_share([step.done is not None for step in steps], weights),
        current_on=days[-1] if days else None,
        steps=steps,
        history=(
            Point(given.window.start, 0.0),
            *(Point(day, _share(steps, day)) for day in days if day >= given.window.start),
        ),
    )


def measure_zones(given: MeasureInput) -> Measured:
    """The newest zone checked in: none 0, commit 0.3, target 0.7, stretch 1; so is the history.

    One that was checked in before the window is none of it.
    """
    known = [
        (day, name, share)
        for day, name in zone_names(given.checkin_values)
        if day >= given.window.start and (share := zone_share(name)) is not None
    ]
    if not known:
        return Measured()
    day, name, share = known[-1]
    return Measured(
        progress=share,
        zone=name,
        current_on=day,
        history=tuple(Point(day, share) for day, _, share in known),
    )


def _is_any_overdue(steps: tuple[StepState, ...], until: date) -> bool:
    return any(step.due is not None and step.due < until for step in steps)


def _done(written: date | None, checked_in: date | None, until: date) -> date | None:
    days = [day for day in (written, checked_in) if day is not None and day <= until]
    return min(days, default=None)


def _share(steps: tuple[StepState, ...], day: date) -> float:
    done = [step.done is not None and step.done <= day for step in steps]
    return milestone_share(done, [step.weight for step in steps]) or 0.0
