"""OKR213: a key result that is met should leave its KPI in range."""

from collections.abc import Iterator

from okrsite.api import Finding, Metric, Relative, Rule, Scored
from okrsite.builtin.example import OBJECTIVE, RESPONSE, objective_text
from okrsite.builtin.ranges import in_words
from okrsite.builtin.subjects import about, amount, key_results


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results whose target lies outside the acceptable range of the KPI that measures them."""
    for goal, result in key_results(scored):
        if result.kpi is None or not isinstance(result.measure, Metric | Relative):
            continue
        kpi = scored.forest.kpis[result.kpi]
        target = _written_target(result.measure)
        if kpi.range is None or target is None or kpi.range.holds(target):
            continue
        yield Finding(
            result.at("target" if isinstance(result.measure, Metric) else "change"),
            f"the target {amount(target, kpi.unit)} of '{result.title}' lies outside the range "
            f"of '{kpi.title}' ({in_words(kpi.range, kpi.unit)})",
            "Aim for the range, or say why this is a step on the way: ignore this rule here.",
            about(goal, result),
            {"title": result.title, "kpi": kpi.id, "target": target},
        )


def _written_target(measure: Metric | Relative) -> float | None:
    """The target as far as the text alone says it; a start that is yet to come may be another."""
    if isinstance(measure, Metric):
        return measure.target
    return None if measure.start is None else measure.start * (1 + measure.change)


def _churn(target: str) -> str:
    return f"""
[[key_results]]
id = "churn"
title = "Customer churn falls"
kpi = "customer-churn"
start = 8
target = {target}
unit = "%"
"""


RULE = Rule(
    code="OKR213",
    name="target-worse-than-range",
    severity="warning",
    title="A target lies outside the range of its KPI",
    why="""
If everything goes well and the KPI is still out of range, the key result can never be confirmed:
one page says "met", the other "act". Either the goal is too small or the range is too strict.
""",
    bad={OBJECTIVE: objective_text(key_results=RESPONSE + _churn("6"))},
    good={OBJECTIVE: objective_text(key_results=RESPONSE + _churn("4"))},
    check=check,
)
