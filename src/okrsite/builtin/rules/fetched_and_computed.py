"""OKR031: a KPI is fetched or computed."""

from okrsite.api import Rule
from okrsite.builtin.example import KPI, kpi_text

BAD = 'formula = "{nps} * 2"\nsource = { use = "warehouse" }'

GOOD = "range = { max = 5 }"

RULE = Rule(
    code="OKR031",
    name="fetched-and-computed",
    severity="error",
    title="A KPI has both a source and a formula",
    why="""
Its values would come from two places, and the reader could not tell from which.
""",
    bad={KPI: kpi_text(fields=BAD)},
    good={KPI: kpi_text(fields=GOOD)},
)
