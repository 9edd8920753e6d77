"""OKR152: no KPI is computed from itself."""

from okrsite.api import Rule
from okrsite.builtin.example import kpi_text

ONE = "content/kpis/one.md"
OTHER = "content/kpis/other.md"
FIELDS = 'unit = "%"\nrange = { max = 9 }\ncadence = "monthly"\nformula = "{KPI} * 2"'

RULE = Rule(
    code="OKR152",
    name="formula-loop",
    severity="error",
    title="Formulas go round in a loop",
    why="""
A KPI that is computed from others which are computed from it has no value that anybody could begin
with.
""",
    bad={
        ONE: kpi_text("One", FIELDS.replace("KPI", "other")),
        OTHER: kpi_text("Other", FIELDS.replace("KPI", "one")),
    },
    good={
        ONE: kpi_text("One", FIELDS.replace("KPI", "other")),
        OTHER: kpi_text("Other", FIELDS.replace("KPI", "customer-churn")),
    },
)
