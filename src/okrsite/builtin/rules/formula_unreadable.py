"""OKR150: a formula has numbers, `{kpi-id}`, `+ - * /` and parentheses."""

from okrsite.api import Rule
from okrsite.builtin.example import kpi_text

RATE = "content/kpis/churn-rate.md"
FIELDS = 'unit = "%"\nrange = { max = 5 }\ncadence = "monthly"\nformula = "FORMULA"'

RULE = Rule(
    code="OKR150",
    name="formula-unreadable",
    severity="error",
    title="A formula cannot be understood",
    why="""
A formula is worked out by okrsite itself and is no program: four operations, parentheses, numbers,
and the ids of KPIs in braces. Everything else is a typing error that would give a wrong figure or
none.
""",
    bad={RATE: kpi_text("Churn rate", FIELDS.replace("FORMULA", "{customer-churn} * * 2"))},
    good={RATE: kpi_text("Churn rate", FIELDS.replace("FORMULA", "{customer-churn} * 2"))},
)
