"""OKR073: a row begins with a day."""

from okrsite.api import Rule
from okrsite.builtin.example import SERIES

BAD = """\
date,value
30.09.2026,8
2026-10-31,4.8
"""

GOOD = """\
date,value
2026-09-30,8
2026-10-31,4.8
"""

RULE = Rule(
    code="OKR073",
    name="csv-date",
    severity="error",
    title="A date in a CSV file is not a date",
    why="""
Days are written as year-month-day, `2026-10-31`, since 10/11/2026 is two days, depending on the
reader.
""",
    bad={SERIES: BAD},
    good={SERIES: GOOD},
)
