"""OKR027: a check-in speaks of key results that there are."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

BAD = """\
[[checkins]]
date = 2026-11-16
values = { respones = 12 }
"""

GOOD = """\
[[checkins]]
date = 2026-11-16
values = { response = 12 }
"""

RULE = Rule(
    code="OKR027",
    name="checkin-of-unknown-key-result",
    severity="error",
    title="A check-in names an unknown key result",
    why="""
The value would be lost without anybody noticing.
""",
    bad={OBJECTIVE: objective_text(checkins=BAD)},
    good={OBJECTIVE: objective_text(checkins=GOOD)},
)
