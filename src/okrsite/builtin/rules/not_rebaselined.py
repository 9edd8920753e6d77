"""OKR511: a key result was met and confirmed, and its KPI still has the old baseline."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.business import instruments
from okrsite.builtin.example import KPI, SERIES, SUMMER, kpi_text, objective_text, summer_text
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs that the loop calls confirmed."""
    for each, score in instruments(scored):
        if score.loop != "confirmed" or score.loop_by is None:
            continue
        result = str(score.loop_by.goal)
        yield Finding(
            each.at("baselines"),
            f"{result} was met and the KPI '{each.title}' confirms it, "
            "but the result is not its new baseline yet",
            f'Add to its [[baselines]]: since, value, from = "{result}"; and tighten the range.',
            about(each),
            {"title": each.title, "key_result": result},
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
POINTS = "date,value\n2026-06-30,38\n2026-09-30,46\n2026-10-31,46\n"
BASELINE = '\n[[baselines]]\nsince = 2026-10-01\nvalue = 46\nfrom = "recommend#nps"'


def _site(baseline: str) -> dict[str, str]:
    fields = f'range = {{ min = 40 }}\ncadence = "monthly"\n{baseline}'
    return {
        SUMMER: summer_text(),
        GOAL: objective_text(
            "We are recommended", cycle="2026-q3", key_results=RESULT, checkins=""
        ),
        NPS: kpi_text("Net promoter score", fields),
        NPS_POINTS: POINTS,
    }


RULE = Rule(
    code="OKR511",
    name="not-rebaselined",
    severity="signal",
    title="A success has not become the new normal",
    why="""
A result that is reached and not held is lost by the next quarter. The KPI's baseline and range say
from now on: this is our level, and below it we act.
""",
    bad=_site(""),
    good=_site(BASELINE),
    check=check,
)
