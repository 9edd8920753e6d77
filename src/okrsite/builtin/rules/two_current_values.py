"""OKR026: a key result has one source of its value."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

BAD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
target = 4
current = 14
"""

GOOD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
target = 4
"""

RULE = Rule(
    code="OKR026",
    name="two-current-values",
    severity="error",
    title="A key result gets its value from two places",
    why="""
The value comes from the KPI, else from the newest check-in, else from `current`. If it stood in two
places, one of them would be out of date and nobody would know which.
""",
    bad={OBJECTIVE: objective_text(key_results=BAD)},
    good={OBJECTIVE: objective_text(key_results=GOOD)},
)
