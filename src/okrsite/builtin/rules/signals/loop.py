"""Key results that were met, beside what the KPI says afterwards."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import KPI, SERIES, SUMMER, kpi_text, objective_text, summer_text
from okrsite.builtin.rules.quantities import value_and_range
from okrsite.builtin.rules.subjects import kpis_with_scores, subject_of


def check_not_rebaselined(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs that the loop calls confirmed."""
    for kpi, score in kpis_with_scores(scored):
        if score.loop != "confirmed" or score.loop_by is None:
            continue
        result = str(score.loop_by.goal)
        yield Finding(
            kpi.at("baselines"),
            f"{result} was met and the KPI '{kpi.title}' confirms it, "
            "but the result is not its new baseline yet",
            f'Add to its [[baselines]]: since, value, from = "{result}"; and tighten the range.',
            subject_of(kpi),
            {"title": kpi.title, "key_result": result},
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

BASELINE = '\n[[baselines]]\nsince = 2026-10-01\nvalue = 46\nfrom = "recommend#nps"'


def _site(now: str, more_fields: str = "") -> dict[str, str]:
    """A key result that was met last summer, and what its KPI is now."""
    return {
        SUMMER: summer_text(),
        GOAL: objective_text(
            "We are recommended", cycle="2026-q3", key_results=RESULT, checkins=""
        ),
        NPS: kpi_text(
            "Net promoter score", f'range = {{ min = 40 }}\ncadence = "monthly"{more_fields}'
        ),
        NPS_POINTS: f"date,value\n2026-06-30,38\n2026-08-31,41\n2026-09-30,46\n2026-10-31,{now}\n",
    }


NOT_REBASELINED = Rule(
    code="OKR511",
    name="not-rebaselined",
    severity="signal",
    asked_of="kpi",
    title="A success has not become the new baseline",
    why="""
A result that is reached and not held is lost by the next quarter. The KPI's baseline and range say
from now on: this is our level, and below it we act.
""",
    bad=_site("46", "\n"),
    good=_site("46", f"\n{BASELINE}"),
    check=check_not_rebaselined,
)


def check_unconfirmed(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs that the loop calls unconfirmed."""
    for kpi, score in kpis_with_scores(scored):
        if score.loop != "unconfirmed" or score.loop_by is None or score.value is None:
            continue
        result = str(score.loop_by.goal)
        yield Finding(
            kpi.at("range"),
            f"{result} was met, and the KPI '{kpi.title}' does not confirm it: "
            f"{value_and_range(kpi, score)}",
            "Find out whether the success did not last or was never one, and set the next goal.",
            subject_of(kpi),
            {"title": kpi.title, "key_result": result, "value": score.value},
        )


UNCONFIRMED = Rule(
    code="OKR512",
    name="unconfirmed",
    severity="signal",
    asked_of="kpi",
    title="A KPI does not confirm a key result that was met",
    why="""
A target can be hit on one day and missed on all others, or hit by measuring something else. The KPI
is the witness: if it disagrees, the company is not better off yet.
""",
    bad=_site("37"),
    good=_site("47"),
    check=check_unconfirmed,
)
