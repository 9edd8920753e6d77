"""OKR016: a number is finite and kept as it was written."""

from okrsite.api import Rule
from okrsite.builtin.example import KPI, kpi_text

BAD = "range = { max = nan }"

GOOD = "range = { max = 5 }"

RULE = Rule(
    code="OKR016",
    name="number-not-exact",
    severity="error",
    title="A number cannot be reckoned with",
    why="""
`nan` and `inf` are no values, and whole numbers beyond 2 to the power of 53 change when they are
read. What is not known is left out: missing is never zero.
""",
    bad={KPI: kpi_text(fields=BAD)},
    good={KPI: kpi_text(fields=GOOD)},
)
