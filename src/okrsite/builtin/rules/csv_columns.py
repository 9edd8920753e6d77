"""OKR075: a row has the columns of its header."""

from okrsite.api import Rule
from okrsite.builtin.example import SERIES

BAD = """\
date,value
2026-09-30,8
2026-10-31,4,8
"""

GOOD = """\
date,value
2026-09-30,8
2026-10-31,4.8
"""

RULE = Rule(
    code="OKR075",
    name="csv-columns",
    severity="error",
    title="A row of a CSV file has too many or too few columns",
    why="""
A comma too many is usually a decimal comma: `4,8` would be read as 4.
""",
    bad={SERIES: BAD},
    good={SERIES: GOOD},
)
