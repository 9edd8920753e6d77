"""OKR071: every quote of a CSV file is closed."""

from okrsite.api import Rule
from okrsite.builtin.example import SERIES

BAD = """\
date,value,note
2026-09-30,8,"the strike
2026-10-31,4.8,
"""

GOOD = """\
date,value,note
2026-09-30,8,"the strike, and after"
2026-10-31,4.8,
"""

RULE = Rule(
    code="OKR071",
    name="csv-quotes",
    severity="error",
    title="A quote in a CSV file is torn",
    why="""
An open quote swallows all rows below it. It is also what a file looks like that was cut while it
was written.
""",
    bad={SERIES: BAD},
    good={SERIES: GOOD},
)
