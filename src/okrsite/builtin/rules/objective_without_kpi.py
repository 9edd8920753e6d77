"""OKR212: a KPI confirms in the end that an objective truly changed something."""

from collections.abc import Iterator

from okrsite.api import Finding, Objective, Rule, Scored, confirmable, open_objectives
from okrsite.builtin.example import CHURN, OBJECTIVE, RESPONSE, objective_text
from okrsite.builtin.subjects import about, is_lost


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives that no KPI could confirm, neither their own nor one of what supports them."""
    known = confirmable(scored.forest)
    for goal in open_objectives(scored):
        if goal.id not in known and not _may_have_one(goal):
            yield Finding(
                goal.at("title"),
                f"no KPI could confirm the objective '{goal.title}'",
                'Measure a key result by a `kpi`, or name one to keep an eye on: watch = ["kpi"].',
                about(goal),
                {"title": goal.title},
            )


def _may_have_one(goal: Objective) -> bool:
    """Whether a KPI was meant that nobody could understand."""
    results = goal.key_results
    return is_lost(goal, "watch", "key_results") or any(is_lost(each, "kpi") for each in results)


COUNTED = CHURN.replace('kpi = "customer-churn"\n', "")

RULE = Rule(
    code="OKR212",
    name="objective-without-kpi",
    severity="warning",
    title="No KPI could confirm an objective",
    why="""
An objective is temporary, a KPI stays. When the objective is met, only a KPI shows whether the
company is better off for good. Without one, success is what the team says it is.
""",
    bad={OBJECTIVE: objective_text(key_results=COUNTED + "\n" + RESPONSE)},
    good={
        OBJECTIVE: objective_text(
            fields='owner = "ada"\nwatch = ["customer-churn"]',
            key_results=COUNTED + "\n" + RESPONSE,
        )
    },
    check=check,
)
