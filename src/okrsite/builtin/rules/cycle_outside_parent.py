"""OKR113: a cycle lies within the days of its parent."""

from okrsite.api import Rule
from okrsite.builtin.example import CYCLE

YEAR = "content/cycles/2026.md"
QUARTER = '+++\ntitle = "Q4 2026"\nstart = 2026-10-01\nend = 2026-12-31\nparent = "2026"\n+++\n'

RULE = Rule(
    code="OKR113",
    name="cycle-outside-parent",
    severity="error",
    title="A cycle reaches beyond its parent",
    why="""
The quarters of a year are parts of it. One that begins before the year or ends after it would
carry goals into a time that the year says nothing of; usually one of the four dates is a typing
error.
""",
    bad={CYCLE: QUARTER, YEAR: '+++\ntitle = "2026"\nstart = 2026-01-01\nend = 2026-11-30\n+++\n'},
    good={CYCLE: QUARTER, YEAR: '+++\ntitle = "2026"\nstart = 2026-01-01\nend = 2026-12-31\n+++\n'},
)
