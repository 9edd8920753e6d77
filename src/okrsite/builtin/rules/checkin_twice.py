"""OKR120: a check-in stands in one place."""

from okrsite.api import Rule

FILE = "content/checkins/2026-11-16-keep-customers.md"
TEXT = '+++\nobjective = "keep-customers"\ndate = DAY\nauthor = "ada"\n+++\nAll is well.\n'

RULE = Rule(
    code="OKR120",
    name="checkin-twice",
    severity="error",
    title="The same check-in stands in two places",
    why="""
A check-in may stand in its objective's file or in a file of its own. In both, its values would be
seen twice, and after a correction of one of them nobody would know which counts.
""",
    bad={FILE: TEXT.replace("DAY", "2026-11-16")},
    good={FILE: TEXT.replace("DAY", "2026-11-18")},
)
