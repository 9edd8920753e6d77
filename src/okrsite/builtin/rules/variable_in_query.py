"""OKR622: what a KPI asks its source has no variables."""

from okrsite.api import Rule
from okrsite.builtin.example import BASE, KPI, SETTINGS, kpi_text

WITH_SOURCE = BASE[SETTINGS] + '\n[sources.warehouse]\nplugin = "sql"\n'
FIELDS = 'unit = "%"\nrange = { max = 5 }'

RULE = Rule(
    code="OKR622",
    name="variable-in-query",
    severity="warning",
    title="A variable stands in a query",
    why="""
Variables are filled into the settings of a source alone. Whoever may write a KPI would otherwise be
able to send any secret of the machine that fetches to any server.
""",
    bad={
        SETTINGS: WITH_SOURCE,
        KPI: kpi_text(
            fields=f'{FIELDS}\n[source]\nuse = "warehouse"\nquery = "select ${{NOW}}, 1"'
        ),
    },
    good={
        SETTINGS: WITH_SOURCE,
        KPI: kpi_text(fields=f'{FIELDS}\n[source]\nuse = "warehouse"\nquery = "select now(), 1"'),
    },
)
