"""Scores that are given before the close."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import OBJECTIVE, SUMMER, objective_text, summer_text
from okrsite.builtin.rules.subjects import subject_of


def check_score_before_close(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results with a `score` whose cycle says no day on which it is closed."""
    for objective in scored.forest.objectives.values():
        if scored.forest.cycle_of(objective).closed is not None:
            continue
        cycle = objective.cycle
        why = f"its cycle '{cycle}' is not closed" if cycle else "its objective has no cycle"
        for result in objective.key_results:
            if result.score is not None:
                yield Finding(
                    result.at("score"),
                    f"the key result '{result.title}' has a score, and {why}",
                    "Take the score out until the close, or close the cycle: closed = <the day>.",
                    subject_of(objective, result),
                    {"title": result.title, "cycle": cycle or ""},
                )


SCORED = """\
[[key_results]]
id = "churn"
title = "Customer churn falls"
kpi = "customer-churn"
start = 9
target = 7.8
unit = "%"
score = 0.7
score_reason = "The last week was an outage of our own."

[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
target = 4
unit = "h"
"""

GRADED = objective_text(cycle="2026-q3", key_results=SCORED)

SCORE_BEFORE_CLOSE = Rule(
    code="OKR217",
    name="score-before-close",
    severity="error",
    asked_of="objective",
    title="A score is given in a cycle that is not closed",
    why="""
A score replaces what was measured in the means of grades. While the cycle runs nothing is graded
yet, and a verdict given early would stand there when the facts have long changed.
""",
    bad={OBJECTIVE: GRADED, SUMMER: summer_text(closed="")},
    good={OBJECTIVE: GRADED, SUMMER: summer_text()},
    check=check_score_before_close,
)
