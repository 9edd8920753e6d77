"""OKR022: a range has a bound, and min is not above max."""

from okrsite.api import Rule
from okrsite.builtin.example import KPI, kpi_text

BAD = "range = { min = 5, max = 2 }"

GOOD = "range = { min = 2, max = 5 }"

RULE = Rule(
    code="OKR022",
    name="empty-range",
    severity="error",
    title="A range is empty or has no bounds",
    why="""
A range without bounds holds every value, and one whose min is above its max holds none. Neither
tells whether we are okay.
""",
    bad={KPI: kpi_text(fields=BAD)},
    good={KPI: kpi_text(fields=GOOD)},
)
