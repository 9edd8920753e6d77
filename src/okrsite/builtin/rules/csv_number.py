"""OKR072: a value is plain digits."""

from okrsite.api import Rule
from okrsite.builtin.example import SERIES

BAD = """\
date,value
2026-09-30,n/a
2026-10-31,4.8
"""

GOOD = """\
date,value
2026-09-30,8
2026-10-31,4.8
"""

RULE = Rule(
    code="OKR072",
    name="csv-number",
    severity="error",
    title="A value in a CSV file is not a number",
    why="""
Digits with a decimal point are read the same everywhere; thousands separators, units, `nan` and
empty cells are not values. A day without a value has no row.
""",
    bad={SERIES: BAD},
    good={SERIES: GOOD},
)
