"""OKR304: every KPI has a purpose, and it is written down."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import KPI, kpi_text
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs with an empty text."""
    for each in scored.forest.kpis.values():
        if not each.body:
            yield Finding(
                each.at("title"),
                f"the KPI '{each.title}' does not say what it is for",
                "Write below the front matter what it measures, how, and why you watch it.",
                about(each),
                {"title": each.title},
            )


RULE = Rule(
    code="OKR304",
    name="kpi-without-purpose",
    severity="warning",
    title="A KPI does not say what it is for",
    why="""
Two teams that count "churn" seldom count the same. What is measured, how it is computed and why
anybody watches it: three sentences, without which a number is believed or doubted at will.
""",
    bad={KPI: kpi_text(body="")},
    good={KPI: kpi_text(body="The share of customers who left during the month.")},
    check=check,
)
