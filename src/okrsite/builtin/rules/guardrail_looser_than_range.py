"""OKR307: a guardrail protects at least what the KPI's range protects."""

from collections.abc import Iterator

from okrsite.api import Finding, Guardrail, Rule, Scored
from okrsite.builtin.example import OBJECTIVE, RESPONSE, objective_text
from okrsite.builtin.ranges import in_words, is_looser
from okrsite.builtin.subjects import about, key_results


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Guardrails that let values pass which their KPI's range does not."""
    for goal, result in key_results(scored):
        if result.kpi is None or not isinstance(result.measure, Guardrail):
            continue
        kpi, keep = scored.forest.kpis[result.kpi], result.measure.keep
        if keep is None or kpi.range is None or not is_looser(keep, kpi.range):
            continue
        yield Finding(
            result.at("keep"),
            f"the guardrail '{result.title}' ({in_words(keep, kpi.unit)}) is looser than the range "
            f"of '{kpi.title}' ({in_words(kpi.range, kpi.unit)})",
            "Take `keep` out, then the KPI's range holds, or ask for no less than the range does.",
            about(goal, result),
            {"title": result.title, "kpi": kpi.id},
        )


def _guardrail(most: str) -> str:
    return f"""
[[key_results]]
id = "churn"
title = "Customers do not leave meanwhile"
kpi = "customer-churn"
keep = {{ max = {most} }}
unit = "%"
"""


RULE = Rule(
    code="OKR307",
    name="guardrail-looser-than-range",
    severity="warning",
    title="A guardrail is looser than its KPI's range",
    why="""
A guardrail says what must not suffer while a goal is chased. If it allows more than the KPI does,
it stays green while the KPI is already out of range.
""",
    bad={OBJECTIVE: objective_text(key_results=RESPONSE + _guardrail("9"))},
    good={OBJECTIVE: objective_text(key_results=RESPONSE + _guardrail("5"))},
    check=check,
)
