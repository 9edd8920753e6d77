"""OKR502: a KPI is out of range, and no objective works on it."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.business import instruments
from okrsite.builtin.example import kpi_text
from okrsite.builtin.ranges import beyond
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs that the loop calls signalled; critical ones have a signal of their own."""
    for each, score in instruments(scored):
        if score.loop == "signalled" and not each.critical and score.value is not None:
            yield Finding(
                each.at("range"),
                f"the KPI '{each.title}' is out of range ({beyond(each, score.value)}), "
                "and no objective works on it",
                "Set an objective with a key result measured by it, or settle in a review why not.",
                about(each),
                {"title": each.title, "value": score.value},
            )


NPS = "content/kpis/nps.md"
NPS_POINTS = "content/kpis/nps.csv"
SCORE = kpi_text("Net promoter score", 'range = { min = 40 }\ncadence = "monthly"')

RULE = Rule(
    code="OKR502",
    name="kpi-out-of-range",
    severity="signal",
    title="A KPI is out of range and nobody works on it",
    why="""
The dashboard says that something is wrong; the route does not answer. Either somebody acts, or the
range is not what the company truly wants.
""",
    bad={NPS: SCORE, NPS_POINTS: "date,value\n2026-09-30,44\n2026-10-31,31\n"},
    good={NPS: SCORE, NPS_POINTS: "date,value\n2026-09-30,44\n2026-10-31,45\n"},
    check=check,
)
