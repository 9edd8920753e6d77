"""OKR303: how often a KPI is told decides what counts as old."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import KPI, kpi_text
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs whose cadence is not written down."""
    for each in scored.forest.kpis.values():
        if "cadence" not in each.places:
            yield Finding(
                each.at("title"),
                f"the KPI '{each.title}' does not say its cadence; {each.cadence} is assumed",
                "Write how often it is measured: daily, weekly, monthly, quarterly or yearly.",
                about(each),
                {"title": each.title, "cadence": each.cadence},
            )


RULE = Rule(
    code="OKR303",
    name="kpi-without-cadence",
    severity="hint",
    title="A KPI does not say how often it is measured",
    why="""
The cadence makes the periods that a KPI is judged by, and decides when a value is out of date. Left
out it is monthly: a daily number is then called fresh for weeks, a quarterly one stale.
""",
    bad={KPI: kpi_text(fields='unit = "%"\nrange = { max = 5 }')},
    good={KPI: kpi_text(fields='unit = "%"\nrange = { max = 5 }\ncadence = "monthly"')},
    check=check,
)
