"""Cycles that are over, and not closed, graded or looked back on."""

from collections.abc import Iterator
from datetime import timedelta

from msgspec import Struct

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import SUMMER, objective_text, summer_text
from okrsite.builtin.rules.subjects import subject_of


def check_cycle_not_closed(scored: Scored, _: None) -> Iterator[Finding]:
    """Cycles that ended before today and are still open."""
    for cycle in scored.forest.cycles.values():
        if cycle.end < scored.today and cycle.closed is None:
            days = (scored.today - cycle.end).days
            yield Finding(
                cycle.at("end"),
                f"the cycle '{cycle.title}' ended on {cycle.end} and is not closed",
                f"Grade it and look back: okrsite close {cycle.id}",
                subject_of(cycle),
                {"title": cycle.title, "end": cycle.end.isoformat(), "days": days},
            )


CYCLE_NOT_CLOSED = Rule(
    code="OKR508",
    name="cycle-not-closed",
    severity="signal",
    title="A cycle is over and not closed",
    why="""
Without a close nothing is graded, nothing is learned, and the new goals begin where nobody said how
the old ones ended. Late is better than never: grades may be given weeks after.
""",
    bad={SUMMER: summer_text(closed="")},
    good={SUMMER: summer_text()},
    check=check_cycle_not_closed,
)


def check_objective_not_graded(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives of closed cycles that nothing could be graded by."""
    for id_, score in scored.objectives.items():
        objective = scored.forest.objectives[id_]
        is_graded = score.grade is not None and score.grade.counts is not None
        is_closed = scored.forest.cycle_of(objective).closed is not None
        # Drafts and dropped goals do not count, and need no grade.
        if score.counts and is_closed and not is_graded:
            yield Finding(
                objective.at("title"),
                f"the objective '{objective.title}' has no grade, and its cycle is closed",
                "Check in its last values, or give each key result a `score` and a `score_reason`.",
                subject_of(objective),
                {"title": objective.title, "cycle": objective.cycle or ""},
            )


GOAL = "content/objectives/quick-help.md"
RESULT = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 30
target = 24
unit = "h"
"""

LAST = """\
[[checkins]]
date = 2026-09-30
values = { response = 25 }
"""


def _goal(checkins: str) -> str:
    return objective_text("Help is quick", cycle="2026-q3", key_results=RESULT, checkins=checkins)


OBJECTIVE_NOT_GRADED = Rule(
    code="OKR509",
    name="objective-not-graded",
    severity="signal",
    asked_of="objective",
    title="An objective of a closed cycle has no grade",
    why="""
A grade is the end of the sentence that the objective began. Without it nobody knows whether the
goal was missed or only forgotten, and the cycle's mean leaves it out.
""",
    bad={SUMMER: summer_text(), GOAL: _goal("")},
    good={SUMMER: summer_text(), GOAL: _goal(LAST)},
    check=check_objective_not_graded,
)


class RetrospectiveLimit(Struct, frozen=True):
    """How many days after the end of a cycle its retrospective may take."""

    days: int = 14


def check_retrospective_missing(
    scored: Scored, parameters: RetrospectiveLimit
) -> Iterator[Finding]:
    """Cycles whose text is still empty some days after their end."""
    for cycle in scored.forest.cycles.values():
        if cycle.body or cycle.end + timedelta(days=parameters.days) >= scored.today:
            continue
        yield Finding(
            cycle.at("title"),
            f"the cycle '{cycle.title}' has no retrospective; it ended on {cycle.end}",
            "Write below its front matter what went well, what did not, and what changes now.",
            subject_of(cycle),
            {"title": cycle.title, "end": cycle.end.isoformat()},
        )


RETROSPECTIVE_MISSING = Rule(
    code="OKR510",
    name="retrospective-missing",
    severity="signal",
    title="A cycle has no retrospective",
    why="""
The goals of a cycle are half of what it is for; the other half is to become better at setting them.
After two weeks nobody remembers why things went as they did.
""",
    bad={SUMMER: summer_text(body="")},
    good={SUMMER: summer_text()},
    check=check_retrospective_missing,
    parameters=RetrospectiveLimit,
)
