"""OKR209: what is due outside its cycle belongs into another one."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import CHURN, OBJECTIVE, objective_text
from okrsite.builtin.subjects import about, key_results


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results whose `due` lies before their cycle or after it."""
    for goal, result in key_results(scored):
        cycle = scored.forest.cycles[goal.cycle]
        if result.due is None or cycle.start <= result.due <= cycle.end:
            continue
        side = "before" if result.due < cycle.start else "after"
        yield Finding(
            result.at("due"),
            f"the key result '{result.title}' is due on {result.due}, {side} its cycle "
            f"'{cycle.id}' ({cycle.start} to {cycle.end})",
            "Choose a day inside the cycle, or move the objective to the cycle of that day.",
            about(goal, result),
            {"title": result.title, "due": result.due.isoformat(), "cycle": cycle.id},
        )


BAD = """
[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
target = 4
unit = "h"
due = 2027-01-31
"""

RULE = Rule(
    code="OKR209",
    name="due-outside-cycle",
    severity="warning",
    title="A deadline lies outside the cycle",
    why="""
A cycle ends for everybody on one day: then goals are graded and new ones are set. What is due later
is still open on that day, and its expected pace is reckoned over the wrong days.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + BAD)},
    good={OBJECTIVE: objective_text(key_results=CHURN + BAD.replace("2027-01-31", "2026-11-30"))},
    check=check,
)
