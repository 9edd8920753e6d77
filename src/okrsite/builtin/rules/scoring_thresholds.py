"""OKR054: the thresholds are shares in order."""

from okrsite.api import Rule
from okrsite.builtin.example import BASE, SETTINGS

BAD = """\

[scoring]
at_risk = 0.4
off_track = 0.2
"""

GOOD = """\

[scoring]
at_risk = 0.05
off_track = 0.2
"""

RULE = Rule(
    code="OKR054",
    name="scoring-thresholds",
    severity="error",
    title="The thresholds of scoring make no sense",
    why="""
At risk comes before off track and the low band before the high one; all are shares between 0 and 1.
""",
    bad={SETTINGS: BASE[SETTINGS] + BAD},
    good={SETTINGS: BASE[SETTINGS] + GOOD},
)
