"""OKR501: a KPI that we cannot afford to ignore has left its range."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.business import instruments
from okrsite.builtin.example import KPI, POINTS, SERIES, kpi_text
from okrsite.builtin.ranges import beyond
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Critical KPIs out of range, whoever is at work on them."""
    for each, score in instruments(scored):
        if each.critical and score.health == "out_of_range" and score.value is not None:
            yield Finding(
                each.at("range"),
                f"the critical KPI '{each.title}' is out of range: {beyond(each, score.value)}",
                "Decide today who acts on it, and say so in a review.",
                about(each),
                {"title": each.title, "value": score.value, "state": score.loop},
            )


CRITICAL = kpi_text(fields='unit = "%"\nrange = { max = 5 }\ncadence = "monthly"\ncritical = true')

RULE = Rule(
    code="OKR501",
    name="critical-kpi-out-of-range",
    severity="signal",
    title="A critical KPI is out of range",
    why="""
A few numbers decide whether there is a company next year. When one of them leaves its range it
comes before everything else on the page.
""",
    bad={KPI: CRITICAL, SERIES: POINTS.replace("4.8", "6.5")},
    good={KPI: CRITICAL},
    check=check,
)
