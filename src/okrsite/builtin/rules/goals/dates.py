"""Deadlines and check-ins outside of the cycle they belong to."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from okrsite.api import (
    CheckIn,
    Cycle,
    Finding,
    KeyResult,
    Metric,
    Milestones,
    Relative,
    Rule,
    Scored,
    Span,
    open_objectives,
)
from okrsite.builtin.example import CHECKIN, CHURN, OBJECTIVE, objective_text
from okrsite.builtin.rules.subjects import subject_of, unclosed_key_results


def check_due_outside_cycle(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results whose `due` lies before their cycle or after it."""
    for objective, result in unclosed_key_results(scored):
        cycle = scored.forest.cycle_of(objective)
        if result.due is None or cycle.start <= result.due <= cycle.end:
            continue
        side = "before" if result.due < cycle.start else "after"
        yield Finding(
            result.at("due"),
            f"the key result '{result.title}' is due on {result.due}, {side} its cycle "
            f"'{cycle.id}' ({cycle.start} to {cycle.end})",
            "Choose a day inside the cycle, or move the objective to the cycle of that day.",
            subject_of(objective, result),
            {"title": result.title, "due": result.due.isoformat(), "cycle": cycle.id},
        )


LATE_DEADLINE = """
[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
target = 4
unit = "h"
due = 2027-01-31
"""

DUE_OUTSIDE_CYCLE = Rule(
    code="OKR209",
    name="due-outside-cycle",
    severity="warning",
    asked_of="objective",
    title="A deadline lies outside the cycle",
    why="""
A cycle ends for everybody on one day: then goals are graded and new ones are set. What is due later
is still open on that day, and its expected pace is reckoned over the wrong days.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + LATE_DEADLINE)},
    good={
        OBJECTIVE: objective_text(
            key_results=CHURN + LATE_DEADLINE.replace("2027-01-31", "2026-11-30")
        )
    },
    check=check_due_outside_cycle,
)


class CheckinLimits(Struct, frozen=True):
    """How many days before the start check-ins may come, and after the end while it is not closed.

    `early` is for the planning meeting, in which the first values are noted; `days` is for the last
    numbers.
    """

    early: int = 14
    days: int = 31


def check_checkin_outside_cycle(scored: Scored, parameters: CheckinLimits) -> Iterator[Finding]:
    """Check-ins long before the cycle of their goal, after its close, or long after its end."""
    forest = scored.forest
    for id_, checkins in forest.checkins.items():
        objective = forest.objectives[id_]
        cycle = forest.cycle_of(objective)
        for checkin in checkins:
            if where := _where_outside(checkin, cycle, parameters):
                yield Finding(
                    checkin.at("date"),
                    f"the check-in of {checkin.date} on '{objective.title}' is dated {where}",
                    "Correct the date, or let the goal of that cycle have it.",
                    subject_of(objective),
                    {"title": objective.title, "day": checkin.date.isoformat(), "cycle": cycle.id},
                )


def _where_outside(checkin: CheckIn, cycle: Cycle, limits: CheckinLimits) -> str:
    """On which side of its cycle a check-in lies; empty where it is inside."""
    if cycle.start - checkin.date > timedelta(days=limits.early):
        return f"before its cycle '{cycle.id}' starts on {cycle.start}"
    # The last numbers of a cycle come after its end, so they count until somebody closes it.
    if cycle.closed is not None:
        late = checkin.date > max(cycle.closed, cycle.end)
        return f"after its cycle '{cycle.id}' was closed on {cycle.closed}" if late else ""
    late = checkin.date - cycle.end > timedelta(days=limits.days)
    return f"long after its cycle '{cycle.id}' ends on {cycle.end}" if late else ""


CHECKIN_OUTSIDE_CYCLE = Rule(
    code="OKR218",
    name="checkin-outside-cycle",
    severity="warning",
    asked_of="objective",
    title="A check-in is dated outside the cycle of its goal",
    why="""
Mostly the month or the year is a slip, and then the goal's history has a point where nothing was,
or the newest value never counts. A first check-in a few days before the start is no slip: it says
where the goal starts. After the end a check-in may still come until the cycle is closed.
""",
    bad={OBJECTIVE: objective_text(checkins=CHECKIN.replace("2026-11-16", "2025-11-16"))},
    good={OBJECTIVE: objective_text()},
    also_good=({OBJECTIVE: objective_text(checkins=CHECKIN.replace("2026-11-16", "2026-09-28"))},),
    check=check_checkin_outside_cycle,
    parameters=CheckinLimits,
)


def check_checkin_ahead(scored: Scored, _: None) -> Iterator[Finding]:
    """The first check-in of each running goal that is dated after today."""
    for objective in open_objectives(scored):
        checkins = scored.forest.checkins.get(objective.id, ())
        cycle = scored.forest.cycle_of(objective)
        ahead = next((checkin for checkin in checkins if checkin.date > scored.today), None)
        if ahead is None or cycle.start > scored.today:
            continue
        if _where_outside(ahead, cycle, CheckinLimits()):
            # It has a finding already.
            continue
        yield Finding(
            ahead.at("date"),
            f"the check-in of {ahead.date} on '{objective.title}' is not seen before that day",
            "Correct the date if it is not meant to be in the future.",
            subject_of(objective),
            {"title": objective.title, "day": ahead.date.isoformat()},
        )


CHECKIN_AHEAD = Rule(
    code="OKR219",
    name="checkin-ahead",
    severity="warning",
    asked_of="objective",
    title="A check-in is dated in the future",
    why="""
No page, figure or forecast knows anything that is later than the day it is made for. Who writes a
check-in and does not find it on the site looks for the mistake everywhere but in its date.
""",
    bad={OBJECTIVE: objective_text(checkins=CHECKIN.replace("2026-11-16", "2026-12-16"))},
    good={OBJECTIVE: objective_text()},
    check=check_checkin_ahead,
)


def check_checkpoint_outside_window(scored: Scored, _: None) -> Iterator[Finding]:
    """Checkpoints and milestones that fall due outside of the time of their key result."""
    for objective, result in unclosed_key_results(scored):
        window = scored.objectives[objective.id].key_results[result.id].window
        for place, kind, day in _days_on_the_way(result):
            if window.start <= day <= window.end:
                continue
            yield Finding(
                place,
                f"a {kind} of '{result.title}' is due on {day}, outside of its time "
                f"({window.start} to {window.end})",
                "Choose a day on which the key result is under way.",
                subject_of(objective, result),
                {"title": result.title, "day": day.isoformat()},
            )


def _days_on_the_way(result: KeyResult) -> Iterator[tuple[Span, str, date]]:
    match result.measure:
        case Metric(checkpoints=points) | Relative(checkpoints=points):
            for point in points:
                yield point.at("by"), "checkpoint", point.by
        case Milestones(steps):
            for step in steps:
                if step.due is not None:
                    yield step.at("due"), "milestone", step.due
        case _:
            return


CHECKPOINT = LATE_DEADLINE.replace(
    "due = 2027-01-31", "checkpoints = [ { by = 2027-01-31, value = 14 } ]"
)

CHECKPOINT_OUTSIDE_WINDOW = Rule(
    code="OKR231",
    name="checkpoint-outside-window",
    severity="error",
    asked_of="objective",
    title="A checkpoint or a milestone is due outside of the time of its key result",
    why="""
The expected pace is a line from the first day of the cycle to the day on which the key result is
due. What is due before it or after it has no place on that line, and nobody is measured by it.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + CHECKPOINT)},
    good={OBJECTIVE: objective_text(key_results=CHURN + CHECKPOINT.replace("2027-01", "2026-10"))},
    check=check_checkpoint_outside_window,
)
