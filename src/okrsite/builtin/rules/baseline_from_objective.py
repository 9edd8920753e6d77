"""OKR105: a baseline's `from` names the key result whose success it was."""

from okrsite.api import Rule
from okrsite.builtin.example import KPI, kpi_text

FIELDS = 'unit = "%"\nrange = { max = 5 }\ncadence = "monthly"'
BASELINE = '\nbaselines = [{ since = 2026-10-01, value = 8, from = "GOAL" }]'

RULE = Rule(
    code="OKR105",
    name="baseline-from-objective",
    severity="error",
    title="A baseline names a whole objective",
    why="""
A new baseline closes the loop: the key result was met, and its result became the new normal. Only
the key result has the figure that proves it; an objective as a whole has none.
""",
    bad={KPI: kpi_text(fields=FIELDS + BASELINE.replace("GOAL", "keep-customers"))},
    good={KPI: kpi_text(fields=FIELDS + BASELINE.replace("GOAL", "keep-customers#churn"))},
)
