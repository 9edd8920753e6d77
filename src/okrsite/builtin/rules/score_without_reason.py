"""OKR025: a grade given by hand says why."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, SUMMER, objective_text, summer_text

BAD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
target = 4
score = 0.9
"""

GOOD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
target = 4
score = 0.9
score_reason = "The night shift came late."
"""

RULE = Rule(
    code="OKR025",
    name="score-without-reason",
    severity="error",
    title="A score has no reason",
    why="""
A score replaces the reckoned grade. Those who read it a year later need to know what the numbers
did not say.
""",
    bad={
        SUMMER: summer_text(),
        OBJECTIVE: objective_text(cycle="2026-q3", key_results=BAD, checkins=""),
    },
    good={
        SUMMER: summer_text(),
        OBJECTIVE: objective_text(cycle="2026-q3", key_results=GOOD, checkins=""),
    },
)
