"""OKR028: a check-in's value is of the shape of its key result."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

BAD = """\
[[checkins]]
date = 2026-11-16
values = { response = "better" }
"""

GOOD = """\
[[checkins]]
date = 2026-11-16
values = { response = 12 }
"""

RULE = Rule(
    code="OKR028",
    name="checkin-value",
    severity="error",
    title="A check-in's value does not fit its key result",
    why="""
A metric is told as a number, milestones by the ids that were reached, zones by `commit`, `target`,
`stretch` or `none`.
""",
    bad={OBJECTIVE: objective_text(checkins=BAD)},
    good={OBJECTIVE: objective_text(checkins=GOOD)},
)
