"""OKR308: a KPI needs values, and somewhere for them to come from."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import SERIES, kpi
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs with no observations, no source and no formula."""
    series = scored.forest.series
    for each in scored.forest.kpis.values():
        if each.source or each.formula or (each.id in series and len(series[each.id])):
            continue
        yield Finding(
            each.at("title"),
            f"the KPI '{each.title}' has no values, and nothing would bring any",
            f"Put a {each.id}.csv (date,value) beside it, or name a [source] or a formula.",
            about(each),
            {"title": each.title},
        )


NPS = "content/kpis/nps.md"
SCORE = kpi("Net promoter score", 'range = { min = 40 }\ncadence = "quarterly"')

RULE = Rule(
    code="OKR308",
    name="kpi-without-values",
    severity="hint",
    title="A KPI has no values and no source",
    why="""
A KPI that is only announced says "no data" to every reader. That is fine for the day on which it is
written; it is a hint so that it does not stay so.
""",
    bad={NPS: SCORE},
    good={NPS: SCORE, SERIES.replace("customer-churn", "nps"): "date,value\n2026-09-30,45\n"},
    check=check,
)
