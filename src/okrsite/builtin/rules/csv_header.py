"""OKR070: the first line of observations names the columns."""

from okrsite.api import Rule
from okrsite.builtin.example import SERIES

BAD = """\
day;percent
2026-10-31;4.8
"""

GOOD = """\
date,value
2026-09-30,8
2026-10-31,4.8
"""

RULE = Rule(
    code="OKR070",
    name="csv-header",
    severity="error",
    title="The header of a CSV file is missing or wrong",
    why="""
The first line is `date,value` or `date,value,note`, so that nobody takes one column for another.
""",
    bad={SERIES: BAD},
    good={SERIES: GOOD},
)
