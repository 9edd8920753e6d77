"""OKR207: without knowing where we stand, nobody can say how far we came."""

from collections.abc import Iterator

from okrsite.api import Finding, KeyResult, Metric, Objective, Relative, Rule, Scored
from okrsite.builtin.example import CHURN, OBJECTIVE, objective_text
from okrsite.builtin.subjects import about, key_results

_BASES = {"start", "kpi", "current"}


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Metrics with neither a start nor anything that it could be taken from."""
    for goal, result in key_results(scored):
        if not isinstance(result.measure, Metric | Relative) or _BASES & result.places.keys():
            continue
        if _is_checked_in(scored, goal, result):
            continue
        yield Finding(
            result.span,
            f"the key result '{result.title}' has no baseline: nothing says where it starts",
            "Write `start`, name its `kpi`, or check in a first value.",
            about(goal, result),
            {"title": result.title},
        )


def _is_checked_in(scored: Scored, goal: Objective, result: KeyResult) -> bool:
    return any(result.id in each.values for each in scored.forest.checkins.get(goal.id, ()))


BAD = """
[[key_results]]
id = "satisfaction"
title = "Customers are satisfied"
target = 90
unit = "%"
"""
GOOD = """
[[key_results]]
id = "satisfaction"
title = "Customers are satisfied"
start = 78
target = 90
unit = "%"
"""

RULE = Rule(
    code="OKR207",
    name="key-result-without-baseline",
    severity="warning",
    title="A key result has no baseline",
    why="""
A target without a start is half a sentence: 90 % may be a leap or a step back. Progress is the way
from the start to the target, so without a start there is none to show.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + BAD, checkins="")},
    good={OBJECTIVE: objective_text(key_results=CHURN + GOOD, checkins="")},
    check=check,
)
