"""OKR214: a goal that is reached before it begins asks nothing of anybody."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import OBJECTIVE, RESPONSE, objective_text
from okrsite.builtin.subjects import about, amount, key_results


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results whose KPI was beyond the target when the cycle began."""
    for goal, result in key_results(scored):
        score = scored.objectives[goal.id].key_results[result.id]
        if not score.already_met or score.start is None or score.target is None:
            continue
        start, target = amount(score.start, result.unit), amount(score.target, result.unit)
        yield Finding(
            result.at("target"),
            f"the key result '{result.title}' is already met: it starts at {start}, "
            f"and the target is {target}",
            "Aim higher, or keep it as it is: a guardrail (`keep`) says that.",
            about(goal, result),
            {"title": result.title, "start": score.start, "target": score.target},
        )


def _churn(target: str) -> str:
    return f"""
[[key_results]]
id = "churn"
title = "Customer churn falls"
kpi = "customer-churn"
target = {target}
unit = "%"
"""


RULE = Rule(
    code="OKR214",
    name="start-already-met",
    severity="signal",
    title="A key result is met before it begins",
    why="""
Its start comes from the KPI, and the KPI is already beyond the target. Then it counts as reached on
the first day, lifts the objective's progress, and nobody did anything for it.
""",
    bad={OBJECTIVE: objective_text(key_results=RESPONSE + _churn("9"))},
    good={OBJECTIVE: objective_text(key_results=RESPONSE + _churn("4"))},
    check=check,
)
