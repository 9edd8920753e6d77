"""Guardrails beside the range of their KPI."""

from collections.abc import Iterator

from okrsite.api import Finding, Guardrail, Range, Rule, Scored
from okrsite.builtin.example import OBJECTIVE, RESPONSE, objective_text
from okrsite.builtin.rules.quantities import range_in_words
from okrsite.builtin.rules.subjects import subject_of, unclosed_key_results


def check_guardrail_looser_than_range(scored: Scored, _: None) -> Iterator[Finding]:
    """Guardrails that let values pass which their KPI's range does not."""
    for objective, result in unclosed_key_results(scored):
        if result.kpi is None or not isinstance(result.measure, Guardrail):
            continue
        kpi, keep = scored.forest.kpis[result.kpi], result.measure.keep
        if keep is None or kpi.range is None or not is_looser(keep, kpi.range):
            continue
        yield Finding(
            result.at("keep"),
            f"the guardrail '{result.title}' ({range_in_words(keep, kpi.unit)}) is looser than "
            f"the range of '{kpi.title}' ({range_in_words(kpi.range, kpi.unit)})",
            "Take `keep` out, then the KPI's range holds, or ask for no less than the range does.",
            subject_of(objective, result),
            {"title": result.title, "kpi": kpi.id},
        )


def is_looser(asked: Range, acceptable: Range) -> bool:
    """Whether `asked` lets a value pass that `acceptable` does not."""
    below = acceptable.min is not None and (asked.min is None or asked.min < acceptable.min)
    above = acceptable.max is not None and (asked.max is None or asked.max > acceptable.max)
    return below or above


def _guardrail(most: str) -> str:
    return f"""
[[key_results]]
id = "churn"
title = "Customers do not leave meanwhile"
kpi = "customer-churn"
keep = {{ max = {most} }}
unit = "%"
"""


GUARDRAIL_LOOSER_THAN_RANGE = Rule(
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
    check=check_guardrail_looser_than_range,
)
