"""Days that are still to come, and cycles whose days do not fit."""

from collections.abc import Iterator
from itertools import pairwise

from okrsite.api import Cycle, Finding, Milestones, Rule, Scored
from okrsite.builtin.example import (
    OBJECTIVE,
    SUMMER,
    cycle_text,
    objective_text,
    response_text,
    summer_text,
)
from okrsite.builtin.rules.subjects import open_key_results, subject_of


def check_dated_ahead(scored: Scored, _: None) -> Iterator[Finding]:
    """Milestones, reviews and closings that are dated after today."""
    yield from _milestones_ahead(scored)
    yield from _reviews_ahead(scored)
    yield from _closings_ahead(scored)


def _milestones_ahead(scored: Scored) -> Iterator[Finding]:
    for objective, result in open_key_results(scored):
        if not isinstance(result.measure, Milestones):
            continue
        for step in result.measure.steps:
            if step.done and step.done > scored.today:
                yield Finding(
                    step.at("done"),
                    f"the milestone '{step.title}' is done on {step.done}, which is still to come",
                    "Correct the day, or take `done` out until it is reached.",
                    subject_of(objective, result),
                    {"title": step.title, "day": step.done.isoformat()},
                )


def _reviews_ahead(scored: Scored) -> Iterator[Finding]:
    for kpi in scored.forest.kpis.values():
        for review in kpi.reviews:
            if review.date > scored.today:
                yield Finding(
                    review.at("date"),
                    f"the review of {review.date} of the KPI '{kpi.title}' is still to come",
                    "Correct the day; a review is written down when it was held.",
                    subject_of(kpi),
                    {"title": kpi.title, "day": review.date.isoformat()},
                )


def _closings_ahead(scored: Scored) -> Iterator[Finding]:
    for cycle in scored.forest.cycles.values():
        if cycle.closed and cycle.closed > scored.today:
            yield Finding(
                cycle.at("closed"),
                f"the cycle '{cycle.title}' is closed on {cycle.closed}, which is still to come",
                "Correct the day, or take `closed` out until the goals are graded.",
                subject_of(cycle),
                {"title": cycle.title, "day": cycle.closed.isoformat()},
            )


STEPS = 'milestones = [{ id = "live", title = "It is live", done = DAY }]'

DATED_AHEAD = Rule(
    code="OKR126",
    name="dated-ahead",
    severity="warning",
    title="Something is done on a day that is still to come",
    why="""
No page knows anything that is later than the day it is made for. A milestone, a review or a closing
with such a day is not seen, and turns up on its own later, when nobody looks for it.
""",
    bad={
        OBJECTIVE: objective_text(
            key_results=response_text(STEPS.replace("DAY", "2027-11-16")), checkins=""
        )
    },
    good={
        OBJECTIVE: objective_text(
            key_results=response_text(STEPS.replace("DAY", "2026-11-16")), checkins=""
        )
    },
    check=check_dated_ahead,
)


def check_closed_before_end(scored: Scored, _: None) -> Iterator[Finding]:
    """Cycles that are closed before their last day."""
    for cycle in scored.forest.cycles.values():
        if cycle.closed is None or not cycle.start <= cycle.closed < cycle.end:
            continue
        yield Finding(
            cycle.at("closed"),
            f"the cycle '{cycle.title}' is closed on {cycle.closed} and ends on {cycle.end}",
            f"Correct the day, or write end = {cycle.closed} if the cycle was cut short.",
            subject_of(cycle),
            {"title": cycle.title, "day": cycle.closed.isoformat()},
        )


CLOSED_BEFORE_END = Rule(
    code="OKR127",
    name="closed-before-end",
    severity="warning",
    title="A cycle is closed before it ends",
    why="""
From that day on its goals are graded and nobody is reminded of them, while their pace still waits
for the end. Mostly the month or the year is a slip.
""",
    bad={SUMMER: summer_text(closed="2026-09-05")},
    good={SUMMER: summer_text(closed="2026-10-05")},
    check=check_closed_before_end,
)

# Cycles are of one kind if the longer has less than so many times the days of the shorter.
ALIKE = 1.5


def check_overlapping_cycles(scored: Scored, _: None) -> Iterator[Finding]:
    """Cycles of about the same length that share days, neither being part of the other."""
    ordered = sorted(scored.forest.cycles.values(), key=lambda cycle: (cycle.start, cycle.end))
    for first, second in _neighbours(ordered):
        if second.start > first.end:
            continue
        yield Finding(
            second.at("start"),
            f"the cycle '{second.title}' starts on {second.start}, "
            f"before '{first.title}' ends on {first.end}",
            f"Correct one of the two days, in this file or in {first.span.path}.",
            subject_of(second),
            {"title": second.title, "other": first.title},
        )


def _neighbours(ordered: list[Cycle]) -> Iterator[tuple[Cycle, Cycle]]:
    """Each cycle with the next one of its kind."""
    by_kind: list[list[Cycle]] = []
    for cycle in ordered:
        kind = next((kind for kind in by_kind if _is_alike(kind[-1], cycle)), None)
        if kind is None:
            by_kind.append([cycle])
        else:
            kind.append(cycle)
    for kind in by_kind:
        yield from pairwise(kind)


def _is_alike(one: Cycle, other: Cycle) -> bool:
    shorter, longer = sorted((_days(one), _days(other)))
    return longer < ALIKE * shorter and one.id != other.parent and other.id != one.parent


def _days(cycle: Cycle) -> int:
    return (cycle.end - cycle.start).days + 1


OVERLAPPING_CYCLES = Rule(
    code="OKR128",
    name="overlapping-cycles",
    severity="warning",
    title="Two cycles of one kind share days",
    why="""
On the shared days nobody can tell which of the two is the current one: the home page shows one, and
the goals of the other are missing from it. Usually one of the four days is a typing error.
""",
    bad={
        SUMMER: cycle_text(
            "Q3 2026", "2026-07-01", "2026-10-30", "closed = 2026-11-05", "Learned.\n"
        )
    },
    good={SUMMER: summer_text()},
    check=check_overlapping_cycles,
)
