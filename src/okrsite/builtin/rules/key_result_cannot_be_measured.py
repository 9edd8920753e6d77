"""OKR208: if two honest people could disagree about whether it is met, it is not measurable."""

from collections.abc import Iterator

from okrsite.api import Finding, KeyResult, Metric, Milestones, Objective, Rule, Scored, Zones
from okrsite.builtin.example import CHURN, OBJECTIVE, objective_text
from okrsite.builtin.subjects import about, key_results
from okrsite.builtin.title_checks import figure, vague_word

_UNSAID = {"unit", "kpi"}
_VALUED = {"kpi", "current"}


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results that nobody measures, or whose words leave open when they are met."""
    language = scored.forest.settings.site.language
    for goal, result in key_results(scored):
        reason = (
            _switch_reason(result)
            or _words_reason(result, language)
            or _values_reason(scored, goal, result)
        )
        if reason:
            yield Finding(
                result.span,
                f"the key result '{result.title}' cannot be measured: {reason}",
                "Write it so that one number or one fact tells anybody whether it is met.",
                about(goal, result),
                {"title": result.title},
            )


def _switch_reason(result: KeyResult) -> str:
    """A number that only says done or not done: from 0 to 1, of nothing."""
    measure = result.measure
    is_switch = isinstance(measure, Metric) and measure.start in {0, None} and measure.target == 1
    if is_switch and _UNSAID.isdisjoint(result.places):
        return "from 0 to 1 says only whether something is done"
    return ""


def _words_reason(result: KeyResult, language: str) -> str:
    if not isinstance(result.measure, Zones):
        return ""
    zones = (result.measure.commit, result.measure.target, result.measure.stretch)
    if len({each.strip().casefold() for each in zones}) < len(zones):
        return "two of its zones read alike"
    vague = [each for each in zones if vague_word(each, language) and not figure(each)]
    return f"nobody can tell when '{vague[0]}' is reached" if vague else ""


def _values_reason(scored: Scored, goal: Objective, result: KeyResult) -> str:
    if isinstance(result.measure, Milestones) or not _VALUED.isdisjoint(result.places):
        return ""
    checkins = [each for each in scored.forest.checkins.get(goal.id, ()) if each.values]
    if len(checkins) < 2 or any(result.id in each.values for each in checkins):
        return ""
    return f"none of {len(checkins)} check-ins has a value for it, and no KPI gives one"


BAD = """
[[key_results]]
id = "culture"
title = "Feedback is part of our day"
zones = { commit = "more feedback", target = "better feedback", stretch = "much better feedback" }
"""
GOOD = """
[[key_results]]
id = "culture"
title = "Feedback is part of our day"
zones = { commit = "two teams", target = "all product teams", stretch = "every team" }
"""

RULE = Rule(
    code="OKR208",
    name="key-result-cannot-be-measured",
    severity="warning",
    title="A key result cannot be measured",
    why="""
A key result exists to end an argument: is it met or not? Where nobody looks at the number, or where
the words mean something else to each reader, the argument comes back at the end of the quarter.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + BAD, checkins="")},
    good={OBJECTIVE: objective_text(key_results=CHURN + GOOD, checkins="")},
    check=check,
)
