"""OKR512: the key result says met, the KPI says otherwise."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.business import instruments
from okrsite.builtin.example import KPI, SERIES, SUMMER, kpi_text, objective_text, summer_text
from okrsite.builtin.ranges import beyond
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs that the loop calls unconfirmed."""
    for each, score in instruments(scored):
        if score.loop != "unconfirmed" or score.loop_by is None or score.value is None:
            continue
        result = str(score.loop_by.goal)
        yield Finding(
            each.at("range"),
            f"{result} was met, and the KPI '{each.title}' does not confirm it: "
            f"{beyond(each, score.value)}",
            "Find out whether the success did not last or was never one, and set the next goal.",
            about(each),
            {"title": each.title, "key_result": result, "value": score.value},
        )


GOAL = "content/objectives/recommend.md"
NPS = KPI.replace("customer-churn", "nps")
NPS_POINTS = SERIES.replace("customer-churn", "nps")
RESULT = """\
[[key_results]]
id = "nps"
title = "Customers recommend us"
kpi = "nps"
start = 38
target = 45
"""


def _site(now: str) -> dict[str, str]:
    return {
        SUMMER: summer_text(),
        GOAL: objective_text(
            "We are recommended", cycle="2026-q3", key_results=RESULT, checkins=""
        ),
        NPS: kpi_text("Net promoter score", 'range = { min = 40 }\ncadence = "monthly"'),
        NPS_POINTS: f"date,value\n2026-06-30,38\n2026-09-30,46\n2026-10-31,{now}\n",
    }


RULE = Rule(
    code="OKR512",
    name="unconfirmed",
    severity="signal",
    title="A KPI does not confirm a key result that was met",
    why="""
A target can be hit on one day and missed on all others, or hit by measuring something else. The KPI
is the witness: if it disagrees, the company is not better off yet.
""",
    bad=_site("37"),
    good=_site("47"),
    check=check,
)
