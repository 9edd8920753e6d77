"""OKR014: a number lies where its field has a meaning."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

BAD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
target = 4
weight = -1
"""

GOOD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
target = 4
weight = 2
"""

RULE = Rule(
    code="OKR014",
    name="number-out-of-bounds",
    severity="error",
    title="A number is out of its bounds",
    why="""
A weight must be above 0, or a goal would count against itself; confidence is told from 0 to 10 and
a grade from 0 to 1.
""",
    bad={OBJECTIVE: objective_text(key_results=BAD)},
    good={OBJECTIVE: objective_text(key_results=GOOD)},
)
