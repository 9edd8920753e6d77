"""OKR020: a key result is measured in exactly one way."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

BAD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
target = 4
keep = { max = 4 }
"""

GOOD = """\
[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
target = 4
"""

RULE = Rule(
    code="OKR020",
    name="key-result-shape",
    severity="error",
    title="A key result has no shape, or more than one",
    why="""
A key result is a metric (`target`), relative (`change`), a guardrail (`keep`), `milestones`,
`zones`, or scored by a plugin (`score_by`). With two of them there would be two progresses, with
none of them none.
""",
    bad={OBJECTIVE: objective_text(key_results=BAD, checkins="")},
    good={OBJECTIVE: objective_text(key_results=GOOD, checkins="")},
)
