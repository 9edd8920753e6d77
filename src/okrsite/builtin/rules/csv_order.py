"""OKR074: days come once and in order."""

from okrsite.api import Rule
from okrsite.builtin.example import SERIES

BAD = """\
date,value
2026-10-31,4.8
2026-09-30,8
"""

GOOD = """\
date,value
2026-09-30,8
2026-10-31,4.8
"""

RULE = Rule(
    code="OKR074",
    name="csv-order",
    severity="error",
    title="Dates in a CSV file are doubled or out of order",
    why="""
Two values for one day contradict each other, and rows in order make a change easy to review.
""",
    bad={SERIES: BAD},
    good={SERIES: GOOD},
)
