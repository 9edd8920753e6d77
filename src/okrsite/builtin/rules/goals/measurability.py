"""Key results that nobody can measure."""

from collections.abc import Iterator

from okrsite.api import (
    Finding,
    KeyResult,
    Metric,
    Milestones,
    Objective,
    Relative,
    Rule,
    Scored,
    Zones,
)
from okrsite.builtin.example import CHURN, OBJECTIVE, objective_text
from okrsite.builtin.rules.goals.title_checks import figure, vague_word
from okrsite.builtin.rules.subjects import subject_of, unclosed_key_results

# Any of these says where a key result starts: the first value of a KPI does, too.
BASELINE_FIELDS = {"start", "kpi", "current"}


def check_key_result_without_baseline(scored: Scored, _: None) -> Iterator[Finding]:
    """Metrics with neither a start nor anything that it could be taken from."""
    for objective, result in unclosed_key_results(scored):
        if not isinstance(result.measure, Metric | Relative):
            continue
        if BASELINE_FIELDS & result.places.keys() or _is_checked_in(scored, objective, result):
            continue
        yield Finding(
            result.span,
            f"the key result '{result.title}' has no baseline: nothing says where it starts",
            "Write `start`, name its `kpi`, or check in a first value.",
            subject_of(objective, result),
            {"title": result.title},
        )


def _is_checked_in(scored: Scored, objective: Objective, result: KeyResult) -> bool:
    return any(
        result.id in checkin.values for checkin in scored.forest.checkins.get(objective.id, ())
    )


WITHOUT_START = """
[[key_results]]
id = "satisfaction"
title = "Customers are satisfied"
target = 90
unit = "%"
"""

WITH_START = """
[[key_results]]
id = "satisfaction"
title = "Customers are satisfied"
start = 78
target = 90
unit = "%"
"""

KEY_RESULT_WITHOUT_BASELINE = Rule(
    code="OKR207",
    name="key-result-without-baseline",
    severity="warning",
    title="A key result has no baseline",
    why="""
A target without a start is half a sentence: 90 % may be a leap or a step back. Progress is the way
from the start to the target, so without a start there is none to show.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + WITHOUT_START, checkins="")},
    good={OBJECTIVE: objective_text(key_results=CHURN + WITH_START, checkins="")},
    check=check_key_result_without_baseline,
)

# With one of these a number is a number of something, also from 0 to 1.
MEANING_FIELDS = {"unit", "kpi"}
VALUE_FIELDS = {"kpi", "current"}


def check_key_result_cannot_be_measured(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results that nobody measures, or whose words leave open when they are met."""
    language = scored.forest.settings.site.language
    for objective, result in unclosed_key_results(scored):
        reason = (
            _switch_reason(result)
            or _words_reason(result, language)
            or _values_reason(scored, objective, result)
        )
        if reason:
            yield Finding(
                result.span,
                f"the key result '{result.title}' cannot be measured: {reason}",
                "Write it so that one number or one fact tells anybody whether it is met.",
                subject_of(objective, result),
                {"title": result.title},
            )


def _switch_reason(result: KeyResult) -> str:
    """Why a number from 0 to 1 of nothing tells no more than done or not done; else empty."""
    measure = result.measure
    is_switch = isinstance(measure, Metric) and measure.start in {0, None} and measure.target == 1
    if is_switch and MEANING_FIELDS.isdisjoint(result.places):
        return "from 0 to 1 says only whether something is done"
    return ""


def _words_reason(result: KeyResult, language: str) -> str:
    """Why the words of zones leave open which of them is reached; else empty."""
    if not isinstance(result.measure, Zones):
        return ""
    zones = (result.measure.commit, result.measure.target, result.measure.stretch)
    if len({zone.strip().casefold() for zone in zones}) < len(zones):
        return "two of its zones read alike"
    vague = [zone for zone in zones if vague_word(zone, language) and not figure(zone)]
    return f"nobody can tell when '{vague[0]}' is reached" if vague else ""


def _values_reason(scored: Scored, objective: Objective, result: KeyResult) -> str:
    """Why there is no value of a key result, nor will be; else empty."""
    if isinstance(result.measure, Milestones) or not VALUE_FIELDS.isdisjoint(result.places):
        return ""
    of_goal = scored.forest.checkins.get(objective.id, ())
    checkins = [checkin for checkin in of_goal if checkin.values]
    # One check-in without it may be an oversight, two are a habit.
    if len(checkins) < 2 or any(result.id in checkin.values for checkin in checkins):
        return ""
    return f"none of {len(checkins)} check-ins has a value for it, and no KPI gives one"


VAGUE_ZONES = """
[[key_results]]
id = "culture"
title = "Feedback is part of our day"
zones = { commit = "more feedback", target = "better feedback", stretch = "much better feedback" }
"""

CLEAR_ZONES = """
[[key_results]]
id = "culture"
title = "Feedback is part of our day"
zones = { commit = "two teams", target = "all product teams", stretch = "every team" }
"""

KEY_RESULT_CANNOT_BE_MEASURED = Rule(
    code="OKR208",
    name="key-result-cannot-be-measured",
    severity="warning",
    title="A key result cannot be measured",
    why="""
A key result exists to end an argument: is it met or not? Where nobody looks at the number, or where
the words mean something else to each reader, the argument comes back at the end of the quarter.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + VAGUE_ZONES, checkins="")},
    good={OBJECTIVE: objective_text(key_results=CHURN + CLEAR_ZONES, checkins="")},
    check=check_key_result_cannot_be_measured,
)
