"""OKR030: a field stands where it says something."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

BAD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
keep = { max = 4 }
"""

GOOD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
keep = { max = 4 }
"""

RULE = Rule(
    code="OKR030",
    name="field-without-meaning",
    severity="error",
    title="A field has no meaning beside this shape",
    why="""
A guardrail, milestones and zones have no start, and what has milestones or zones no current number.
What is written but never read misleads those who read the file.
""",
    bad={OBJECTIVE: objective_text(key_results=BAD, checkins="")},
    good={OBJECTIVE: objective_text(key_results=GOOD, checkins="")},
)
