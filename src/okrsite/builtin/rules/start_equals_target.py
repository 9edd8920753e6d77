"""OKR021: there is a way from the start to the target."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

BAD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 4
target = 4
"""

GOOD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
target = 4
"""

RULE = Rule(
    code="OKR021",
    name="start-equals-target",
    severity="error",
    title="Start and target are the same",
    why="""
Progress is the share of the way from start to target. Where there is no way, use a guardrail: `keep
= { min = 95 }` says that a level is to be held.
""",
    bad={OBJECTIVE: objective_text(key_results=BAD, checkins="")},
    good={OBJECTIVE: objective_text(key_results=GOOD, checkins="")},
)
