"""OKR151: a KPI is computed or observed, not both."""

from okrsite.api import Rule
from okrsite.builtin.example import POINTS, kpi_text

RATE = "content/kpis/churn-rate.md"
FIELDS = 'unit = "%"\nrange = { max = 9 }\ncadence = "monthly"\nformula = "{customer-churn} * 2"'

RULE = Rule(
    code="OKR151",
    name="computed-and-observed",
    severity="error",
    title="A KPI with a formula has observations too",
    why="""
A formula computes the KPI's value for every period. Observations in a CSV file beside it would be
a second value for the same period, and one of the two would be ignored in silence.
""",
    bad={RATE: kpi_text("Churn rate", FIELDS), "content/kpis/churn-rate.csv": POINTS},
    good={RATE: kpi_text("Churn rate", FIELDS)},
)
