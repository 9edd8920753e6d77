"""Ambition in steps: milestones that are reached one by one, and zones."""

from datetime import date

from msgspec.structs import replace

from okrsite.model.goal_score import StepState
from okrsite.model.measure import Milestones, NumberZones
from okrsite.model.series import Point
from okrsite.pipeline.compute.checkin_values import CheckInValues, reached_on
from okrsite.pipeline.compute.measurement import (
    Measured,
    MeasureInput,
    Value,
    current_value,
    start_value,
    value_history,
)
from okrsite.pipeline.compute.progress import (
    milestone_share,
    share_along,
    zone_line,
    zone_reached,
    zone_share,
)


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
    """The newest zone or share checked in: none 0, commit 0.3, target 0.7, stretch 1.

    One that was checked in before the window is none of it. The history is of shares.
    """
    known = [
        Point(day, share)
        for day, value in given.checkin_values.all
        if day >= given.window.start and (share := zone_share(value)) is not None
    ]
    if not known:
        return Measured()
    day, share = known[-1]
    return Measured(progress=share, zone=zone_reached(share), current_on=day, history=tuple(known))


def measure_number_zones(given: MeasureInput, zones: NumberZones) -> Measured:
    """Straight lines between start, commit, target and stretch; a zone's word means its value.

    A start that was not written and lies beyond commit already is left out of the line.
    """
    given = replace(given, checkin_values=_in_numbers(given.checkin_values, zones))
    rises, values = zones.stretch > zones.commit, given.kpi_values
    is_sum = values.adds_up and rises and zones.commit > 0
    start = Value(0.0, "zero") if is_sum else start_value(given, zones.start)
    current = current_value(given)
    known = Measured(
        start=start, current=current, target=zones.target, history=value_history(given, start)
    )
    if current is None or (values.adds_up and not is_sum and not values.is_complete):
        return known
    share = share_along(zone_line(zones, start.amount if start else None), current.amount)
    return replace(known, progress=share, zone=zone_reached(share))


def _in_numbers(told: CheckInValues, zones: NumberZones) -> CheckInValues:
    worth = {
        "none": zones.start,
        "commit": zones.commit,
        "target": zones.target,
        "stretch": zones.stretch,
    }
    numbers = [
        (day, worth.get(value) if isinstance(value, str) else value) for day, value in told.all
    ]
    return CheckInValues(
        numbers=[Point(day, v) for day, v in numbers if isinstance(v, int | float)]
    )


def _is_any_overdue(steps: tuple[StepState, ...], until: date) -> bool:
    return any(step.due is not None and step.due < until for step in steps)


def _done(written: date | None, checked_in: date | None, until: date) -> date | None:
    days = [day for day in (written, checked_in) if day is not None and day <= until]
    return min(days, default=None)


def _share(steps: tuple[StepState, ...], day: date) -> float:
    done = [step.done is not None and step.done <= day for step in steps]
    return milestone_share(done, [step.weight for step in steps]) or 0.0
