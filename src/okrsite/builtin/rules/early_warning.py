"""OKR515: a leading KPI says that the goal will be in trouble."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.business import open_scores
from okrsite.builtin.example import OBJECTIVE, kpi_text, objective_text
from okrsite.builtin.ranges import beyond
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Leading KPIs in their warning zone that an objective under way watches."""
    for goal, _score in open_scores(scored):
        for position, id_ in enumerate(goal.watch):
            watched, now = scored.forest.kpis[id_], scored.kpis[id_]
            if watched.indicator != "leading" or now.health != "warning" or now.value is None:
                continue
            yield Finding(
                goal.at(f"watch.{position}"),
                f"the leading KPI '{watched.title}' warns of trouble for '{goal.title}' "
                f"({beyond(watched, now.value)})",
                "Look at the plan before the numbers of the goal follow; change it if you must.",
                about(goal),
                {"title": goal.title, "kpi": id_, "kpi_title": watched.title, "value": now.value},
            )


TRIALS = "content/kpis/trials.md"
POINTS = "content/kpis/trials.csv"
RANGE = 'range = { min = 70 }\nwarning = { min = 75 }\ncadence = "monthly"\nindicator = "leading"'


def _site(now: str) -> dict[str, str]:
    return {
        OBJECTIVE: objective_text(fields='owner = "ada"\nwatch = ["trials"]'),
        TRIALS: kpi_text("Trials begun", RANGE),
        POINTS: f"date,value\n2026-08-31,81\n2026-09-30,80\n2026-10-31,{now}\n",
    }


RULE = Rule(
    code="OKR515",
    name="early-warning",
    severity="signal",
    title="A leading KPI warns of trouble for a goal",
    why="""
A leading number moves weeks before the result does. That is the time in which a change of the plan,
or of the goal, still makes a difference.
""",
    bad=_site("73"),
    good=_site("82"),
    check=check,
)
