"""OKR509: a cycle is closed, and one of its objectives has no grade."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.business import counted
from okrsite.builtin.example import SUMMER, objective_text, summer_text
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives of closed cycles that nothing could be graded by."""
    for goal, score in counted(scored):
        is_graded = score.grade is not None and score.grade.counts is not None
        if scored.forest.cycles[goal.cycle].closed is not None and not is_graded:
            yield Finding(
                goal.at("title"),
                f"the objective '{goal.title}' has no grade, and its cycle is closed",
                "Check in its last values, or give each key result a `score` and a `score_reason`.",
                about(goal),
                {"title": goal.title, "cycle": goal.cycle},
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


RULE = Rule(
    code="OKR509",
    name="objective-not-graded",
    severity="signal",
    title="An objective of a closed cycle has no grade",
    why="""
A grade is the end of the sentence that the objective began. Without it nobody knows whether the
goal was missed or only forgotten, and the cycle's mean leaves it out.
""",
    bad={SUMMER: summer_text(), GOAL: _goal("")},
    good={SUMMER: summer_text(), GOAL: _goal(LAST)},
    check=check,
)
