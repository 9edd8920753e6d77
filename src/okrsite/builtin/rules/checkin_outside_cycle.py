"""OKR218: a check-in tells of the cycle in which its goal is chased."""

from collections.abc import Iterator
from datetime import timedelta

from msgspec import Struct

from okrsite.api import CheckIn, Cycle, Finding, Rule, Scored
from okrsite.builtin.example import CHECKIN, OBJECTIVE, objective_text
from okrsite.builtin.subjects import about


class Parameters(Struct, frozen=True):
    """How many days after the end check-ins may still come while nobody has closed the cycle."""

    days: int = 31


def check(scored: Scored, parameters: Parameters) -> Iterator[Finding]:
    """Check-ins before the cycle of their goal, after its close, or long after its end."""
    forest = scored.forest
    for id_, checkins in forest.checkins.items():
        goal = forest.objectives[id_]
        cycle = forest.cycles[goal.cycle]
        for each in checkins:
            if why := _why(each, cycle, parameters.days):
                yield Finding(
                    each.at("date"),
                    f"the check-in of {each.date} on '{goal.title}' is dated {why}",
                    "Correct the date, or let the goal of that cycle have it.",
                    about(goal),
                    {"title": goal.title, "day": each.date.isoformat(), "cycle": cycle.id},
                )


def _why(checkin: CheckIn, cycle: Cycle, days: int) -> str:
    if checkin.date < cycle.start:
        return f"before its cycle '{cycle.id}' starts on {cycle.start}"
    if cycle.closed is not None:
        late = checkin.date > max(cycle.closed, cycle.end)
        return f"after its cycle '{cycle.id}' was closed on {cycle.closed}" if late else ""
    late = checkin.date - cycle.end > timedelta(days=days)
    return f"long after its cycle '{cycle.id}' ends on {cycle.end}" if late else ""


RULE = Rule(
    code="OKR218",
    name="checkin-outside-cycle",
    severity="warning",
    title="A check-in is dated outside the cycle of its goal",
    why="""
Mostly the month or the year is a slip, and then the goal's history has a point where nothing was,
or the newest value never counts. After the end a check-in may still come until the cycle is closed.
""",
    bad={OBJECTIVE: objective_text(checkins=CHECKIN.replace("2026-11-16", "2025-11-16"))},
    good={OBJECTIVE: objective_text()},
    check=check,
    parameters=Parameters,
)
