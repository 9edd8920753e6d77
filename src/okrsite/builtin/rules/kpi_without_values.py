"""OKR308: a KPI needs values, and somewhere for them to come from."""

from collections.abc import Iterator

from okrsite.api import Finding, Kpi, Rule, Scored, Series
from okrsite.builtin.example import SERIES, kpi_text
from okrsite.builtin.subjects import about

_ORIGINS = {"source", "formula"}


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs with no observations, no source and no formula."""
    forest = scored.forest
    broken = {about.id for path, about in forest.unread.items() if path.endswith(".csv")}
    for each in forest.kpis.values():
        series = forest.series.get(each.id)
        if (series and series.points) or each.id in broken or not _ORIGINS.isdisjoint(each.places):
            continue
        yield Finding(
            each.at("title"),
            f"the KPI '{each.title}' has no values, and nothing would bring any",
            _help(each, series),
            about(each),
            {"title": each.title},
        )


def _help(each: Kpi, series: Series | None) -> str:
    if series is not None:
        return f"Add its first row to {series.span.path}: a day and a value, like 2026-10-31,4.5."
    return f"Put a {each.id}.csv (date,value) beside it, or name a [source] or a formula."


NPS = "content/kpis/nps.md"
SCORE = kpi_text("Net promoter score", 'range = { min = 40 }\ncadence = "quarterly"')

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
