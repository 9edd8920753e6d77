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
from okrsite.builtin.example import CHECKIN, CHURN, OBJECTIVE, RESPONSE, objective_text
from okrsite.builtin.rules.goals.title_checks import is_only_more
from okrsite.builtin.rules.subjects import is_switch, subject_of, unclosed_key_results

# Any of these says where a key result starts: the first value of a KPI does, too.
BASELINE_FIELDS = {"start", "kpi", "current"}


def check_key_result_without_baseline(scored: Scored, _: None) -> Iterator[Finding | None]:
    """Metrics with neither a start nor anything that it could be taken from."""
    for objective, result in unclosed_key_results(scored):
        if not isinstance(result.measure, Metric | Relative) or is_switch(result):
            continue
        is_told = not BASELINE_FIELDS.isdisjoint(result.places)
        if is_told or _is_checked_in(scored, objective, result):
            yield None
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
    severity="hint",
    asked_of="objective",
    said_once="key results have no baseline",
    title="A key result has no baseline",
    why="""
A target without a start is half a sentence: 90 % may be a leap or a step back. Progress is the way
from the start to the target, so without a start there is none to show. The first check-in gives
one; then it is too late to ask whether the target is far enough.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + WITHOUT_START, checkins="")},
    good={OBJECTIVE: objective_text(key_results=CHURN + WITH_START, checkins="")},
    check=check_key_result_without_baseline,
)


def check_key_result_cannot_be_measured(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results whose zones leave open which of them is reached."""
    language = scored.forest.settings.site.language
    for objective, result in unclosed_key_results(scored):
        if reason := _words_reason(result, language):
            yield Finding(
                result.span,
                f"the key result '{result.title}' cannot be measured: {reason}",
                "Write it so that one number or one fact tells anybody whether it is met.",
                subject_of(objective, result),
                {"title": result.title},
            )


def _words_reason(result: KeyResult, language: str) -> str:
    """Why the words of zones leave open which of them is reached; else empty."""
    if not isinstance(result.measure, Zones):
        return ""
    zones = (result.measure.commit, result.measure.target, result.measure.stretch)
    if len({zone.strip().casefold() for zone in zones}) < len(zones):
        return "two of its zones read alike"
    vague = [zone for zone in zones if is_only_more(zone, language)]
    return f"nobody can tell when '{vague[0]}' is reached" if vague else ""


VAGUE_ZONES = """
[[key_results]]
id = "culture"
title = "Feedback is part of our day"
zones = { commit = "more feedback", target = "better feedback", stretch = "much better feedback" }
"""

BETTER_ZONES = """
[[key_results]]
id = "culture"
title = "Feedback is part of our day"
zones = { commit = "no worse than last year", target = "better than last year", stretch = "twice" }
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
    asked_of="objective",
    title="A key result cannot be measured",
    why="""
A key result exists to end an argument: is it met or not? Where the words of its zones mean
something else to each reader, the argument comes back at the end of the quarter.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + VAGUE_ZONES, checkins="")},
    good={OBJECTIVE: objective_text(key_results=CHURN + CLEAR_ZONES, checkins="")},
    also_good=({OBJECTIVE: objective_text(key_results=CHURN + BETTER_ZONES, checkins="")},),
    check=check_key_result_cannot_be_measured,
)


def check_yes_or_no_key_result(scored: Scored, _: None) -> Iterator[Finding | None]:
    """Key results from 0 to 1 of nothing, which nobody ever saw in between."""
    for objective, result in unclosed_key_results(scored):
        if not is_switch(result) or _was_in_between(scored, objective, result):
            yield None
            continue
        yield Finding(
            result.span,
            f"the key result '{result.title}' goes from 0 to 1: it says only whether it is done",
            "Measure what it changes, or name the steps on the way: milestones = [ ... ].",
            subject_of(objective, result),
            {"title": result.title},
        )


def _was_in_between(scored: Scored, objective: Objective, result: KeyResult) -> bool:
    values = (
        checkin.values.get(result.id) for checkin in scored.forest.checkins.get(objective.id, ())
    )
    return any(isinstance(value, int | float) and 0 < value < 1 for value in values)


SWITCH = """
[[key_results]]
id = "guide"
title = "The guide is written, tried and in use"
start = 0
target = 1
"""

GUIDE = """
[[key_results]]
id = "guide"
title = "The guide is written, tried and in use"
milestones = [
  { id = "written", title = "Written" },
  { id = "tried", title = "Tried by two newcomers" },
  { id = "used", title = "In use in every team" },
]
"""

YES_OR_NO_KEY_RESULT = Rule(
    code="OKR251",
    name="yes-or-no-key-result",
    severity="hint",
    asked_of="objective",
    said_once="key results go from 0 to 1 and say only whether they are done",
    title="A key result says only whether something is done",
    why="""
Until the last day such a key result stands at 0 %, and nobody sees whether it moves. Milestones
show the steps, and a number shows what it is all for. Where most key results of a site are of this
kind, it is said once.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + SWITCH, checkins="")},
    good={OBJECTIVE: objective_text(key_results=CHURN + GUIDE, checkins="")},
    also_good=(
        {
            OBJECTIVE: objective_text(
                key_results=CHURN + SWITCH,
                checkins=CHECKIN.replace("response = 12", "guide = 0.3"),
            )
        },
    ),
    check=check_yes_or_no_key_result,
)


def check_key_result_not_reported(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results that at least two check-ins on all others of their objective leave out."""
    for objective, result in unclosed_key_results(scored):
        checkins = scored.forest.checkins.get(objective.id, ())
        reported = {id_ for checkin in checkins for id_ in checkin.values}
        if result.id in reported or not VALUE_FIELDS.isdisjoint(result.places):
            continue
        if isinstance(result.measure, Milestones):
            continue
        # A check-in on one of several key results says nothing of the others.
        whole = sum(bool(reported) and reported <= set(checkin.values) for checkin in checkins)
        if whole >= HABIT:
            yield Finding(
                result.span,
                f"none of {len(checkins)} check-ins has a value for '{result.title}'",
                f"Add it to the next check-in: values = {{ {result.id} = ... }}.",
                subject_of(objective, result),
                {"title": result.title, "count": len(checkins)},
            )


# One check-in without it may be an oversight, two are a habit.
HABIT = 2
VALUE_FIELDS = {"kpi", "current"}
LATER = CHECKIN.replace("2026-11-16", "2026-11-18")
BOTH = "response = 12, satisfaction = 80"

KEY_RESULT_NOT_REPORTED = Rule(
    code="OKR252",
    name="key-result-not-reported",
    severity="hint",
    title="No check-in has a value for a key result",
    why="""
Where the check-ins of an objective have values for all but one of its key results, that one has
often lost its number, or nobody knows where to look it up.
""",
    bad={
        OBJECTIVE: objective_text(key_results=RESPONSE + WITH_START, checkins=f"{CHECKIN}\n{LATER}")
    },
    good={
        OBJECTIVE: objective_text(
            key_results=RESPONSE + WITH_START,
            checkins=f"{CHECKIN}\n{LATER}".replace("response = 12", BOTH),
        )
    },
    check=check_key_result_not_reported,
)
