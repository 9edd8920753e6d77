"""Key results beside the KPI that measures or confirms them."""

from collections.abc import Iterator

from okrsite.api import (
    Finding,
    Metric,
    Objective,
    Relative,
    Rule,
    Scored,
    is_confirmable,
    unclosed_objectives,
)
from okrsite.builtin.example import CHURN, KPI, OBJECTIVE, RESPONSE, kpi_text, objective_text
from okrsite.builtin.rules.quantities import amount, range_in_words
from okrsite.builtin.rules.subjects import (
    is_unclear,
    open_key_results,
    subject_of,
    unclosed_key_results,
)


def check_objective_without_kpi(scored: Scored, _: None) -> Iterator[Finding | None]:
    """Objectives that no KPI could confirm, neither their own nor one of what supports them."""
    for objective in unclosed_objectives(scored.forest):
        if is_confirmable(scored.forest, objective.id) or _may_have_one(objective):
            yield None
            continue
        yield Finding(
            objective.at("title"),
            f"no KPI could confirm the objective '{objective.title}'",
            'Measure a key result by a `kpi`, or name one to keep an eye on: watch = ["kpi"].',
            subject_of(objective),
            {"title": objective.title},
        )


def _may_have_one(objective: Objective) -> bool:
    """Whether a KPI was meant that nobody could understand."""
    if is_unclear(objective, "watch", "key_results"):
        return True
    return any(is_unclear(result, "kpi") for result in objective.key_results)


CHURN_WITHOUT_KPI = CHURN.replace('kpi = "customer-churn"\n', "")

OBJECTIVE_WITHOUT_KPI = Rule(
    code="OKR212",
    name="objective-without-kpi",
    severity="hint",
    asked_of="objective",
    said_once="objectives have no KPI to confirm them",
    title="No KPI could confirm an objective",
    why="""
An objective is temporary, a KPI stays. When the objective is met, only a KPI shows whether the
company is better off for good. Without one, success is what the team says it is. Where most
objectives of a site have none, it is said once.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN_WITHOUT_KPI + "\n" + RESPONSE)},
    good={
        OBJECTIVE: objective_text(
            fields='owner = "ada"\nwatch = ["customer-churn"]',
            key_results=CHURN_WITHOUT_KPI + "\n" + RESPONSE,
        )
    },
    check=check_objective_without_kpi,
    tells_absence=True,
)


def check_target_worse_than_range(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results whose target lies outside the acceptable range of the KPI that measures them."""
    for objective, result in unclosed_key_results(scored):
        if result.kpi is None or not isinstance(result.measure, Metric | Relative):
            continue
        kpi = scored.forest.kpis[result.kpi]
        target = _written_target(result.measure)
        if kpi.range is None or target is None or kpi.range.holds(target):
            continue
        yield Finding(
            result.at("target" if isinstance(result.measure, Metric) else "change"),
            f"the target {amount(target, kpi.unit)} of '{result.title}' lies outside the range "
            f"of '{kpi.title}' ({range_in_words(kpi.range, kpi.unit)})",
            "Aim for the range, or say why this is a step on the way: ignore this rule here.",
            subject_of(objective, result),
            {"title": result.title, "kpi": kpi.id, "target": target},
        )


def _written_target(measure: Metric | Relative) -> float | None:
    """The target as far as the text alone says it; a start that is yet to come may be another."""
    if isinstance(measure, Metric):
        return measure.target
    return None if measure.start is None else measure.start * (1 + measure.change)


def _with_churn(fields: str) -> dict[str, str]:
    """An objective with a key result of a KPI, which `fields` measure."""
    churn = CHURN.replace("start = 8\ntarget = 4", fields)
    return {OBJECTIVE: objective_text(key_results=f"{RESPONSE}\n{churn}")}


TARGET_WORSE_THAN_RANGE = Rule(
    code="OKR213",
    name="target-worse-than-range",
    severity="hint",
    asked_of="objective",
    title="A target lies outside the range of its KPI",
    why="""
If everything goes well and the KPI is still out of range, the key result can never be confirmed:
one page says "met", the other "act". Either the goal is too small or the range is too strict.
""",
    bad=_with_churn("start = 8\ntarget = 6"),
    good=_with_churn("start = 8\ntarget = 4"),
    check=check_target_worse_than_range,
)


def check_start_already_met(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results whose KPI was beyond the target when the cycle began."""
    for objective, result in open_key_results(scored):
        score = scored.objectives[objective.id].key_results[result.id]
        if not score.already_met or score.start is None or score.target is None:
            continue
        start, target = amount(score.start, result.unit), amount(score.target, result.unit)
        yield Finding(
            result.at("target"),
            f"the key result '{result.title}' is already met: it starts at {start}, "
            f"and the target is {target}",
            "Aim higher, or keep it as it is: a guardrail (`keep`) says that.",
            subject_of(objective, result),
            {"title": result.title, "start": score.start, "target": score.target},
        )


START_ALREADY_MET = Rule(
    code="OKR214",
    name="start-already-met",
    # The start comes from the values of the KPI, so it may change without the text.
    severity="signal",
    asked_of="objective",
    title="A key result is met before it begins",
    why="""
Its start comes from the KPI, and the KPI is already beyond the target. Then it counts as reached on
the first day, lifts the objective's progress, and nobody did anything for it.
""",
    bad=_with_churn("target = 9"),
    good=_with_churn("target = 4"),
    check=check_start_already_met,
)


def check_running_sum_start(scored: Scored, _: None) -> Iterator[Finding]:
    """Metrics on a sum that runs through their window, with a start that counts for nothing."""
    for objective, result in open_key_results(scored):
        score = scored.objectives[objective.id].key_results[result.id]
        measure = result.measure
        if score.start_from != "zero" or not isinstance(measure, Metric) or not measure.start:
            continue
        yield Finding(
            result.at("start"),
            f"the start {amount(measure.start, result.unit)} of '{result.title}' counts for "
            f"nothing: its KPI adds up through the time of the key result, and begins with 0",
            "Write start = 0, or leave it out.",
            subject_of(objective, result),
            {"title": result.title, "start": measure.start},
        )


SUMMED = 'unit = "%"\nrange = { min = 1 }\ncadence = "quarterly"\naggregate = "sum"'

RUNNING_SUM_START = Rule(
    code="OKR230",
    name="running-sum-start",
    severity="warning",
    asked_of="objective",
    title="A sum that begins anew has a start other than 0",
    why="""
A KPI that sums a quarter begins each quarter with nothing. Progress is then the sum so far as a
share of the target; what the quarter before brought is no way already gone.
""",
    bad={KPI: kpi_text(fields=SUMMED)} | _with_churn("start = 8\ntarget = 40"),
    good={KPI: kpi_text(fields=SUMMED)} | _with_churn("start = 0\ntarget = 40"),
    check=check_running_sum_start,
)
