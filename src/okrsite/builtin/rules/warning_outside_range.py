"""OKR023: the warning is the inner part of the range."""

from okrsite.api import Rule
from okrsite.builtin.example import KPI, kpi_text

BAD = "range = { max = 5 }\nwarning = { max = 6 }"

GOOD = "range = { max = 5 }\nwarning = { max = 4.5 }"

RULE = Rule(
    code="OKR023",
    name="warning-outside-range",
    severity="error",
    title="The warning is not inside the range",
    why="""
The warning comes before the range is left: between 4.5 and 5 when the range ends at 5. A warning
beyond the range would never be seen.
""",
    bad={KPI: kpi_text(fields=BAD)},
    good={KPI: kpi_text(fields=GOOD)},
)
