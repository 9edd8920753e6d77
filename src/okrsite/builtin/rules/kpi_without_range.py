"""OKR301: a KPI without a range is a number that nobody can answer."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import KPI, kpi_text
from okrsite.builtin.subjects import about, is_lost


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs without an acceptable range."""
    for each in scored.forest.kpis.values():
        if each.range is None and not is_lost(each, "range"):
            yield Finding(
                each.at("title"),
                f"the KPI '{each.title}' has no acceptable range",
                "Say where nobody needs to act: range = { min = ..., max = ... }, or one of both.",
                about(each),
                {"title": each.title},
            )


RULE = Rule(
    code="OKR301",
    name="kpi-without-range",
    severity="warning",
    title="A KPI has no acceptable range",
    why="""
A KPI asks "are we okay?". Without a range there is no answer: every reader decides alone, the loop
cannot tell whether anybody needs to act, and no signal can be given.
""",
    bad={KPI: kpi_text(fields='unit = "%"\ncadence = "monthly"')},
    good={KPI: kpi_text(fields='unit = "%"\nrange = { max = 5 }\ncadence = "monthly"')},
    check=check,
)
