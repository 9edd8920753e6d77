"""OKR112: a cycle's parents lead to the longest one."""

from okrsite.api import Rule
from okrsite.builtin.example import CYCLE

DAYS = "start = 2026-07-01\nend = 2026-12-31"
HALF = "content/cycles/2026-h2.md"
QUARTER = f'+++\ntitle = "Q4 2026"\n{DAYS}\nparent = "2026-h2"\n+++\n'

RULE = Rule(
    code="OKR112",
    name="cycle-loop",
    severity="error",
    title="Cycles are each other's parents",
    why="""
A quarter lies within a year. If the year lay within the quarter too, neither would be the longer
one.
""",
    bad={CYCLE: QUARTER, HALF: f'+++\ntitle = "H2"\n{DAYS}\nparent = "2026-q4"\n+++\n'},
    good={CYCLE: QUARTER, HALF: f'+++\ntitle = "H2"\n{DAYS}\n+++\n'},
)
