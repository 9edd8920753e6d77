"""OKR204: two to five key results say whether an objective is reached."""

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Finding, Rule, Scored, open_objectives
from okrsite.builtin.example import CHECKIN, CHURN, OBJECTIVE, RESPONSE, objective_text
from okrsite.builtin.subjects import about, is_lost


class Parameters(Struct, frozen=True):
    """How many key results an objective has."""

    least: int = 2
    most: int = 5


def check(scored: Scored, parameters: Parameters) -> Iterator[Finding]:
    """Objectives with too few or too many key results; `rollup = "children"` needs none."""
    for goal in open_objectives(scored):
        count = len(goal.key_results)
        is_container = goal.rollup == "children" and count == 0
        if is_container or is_lost(goal, "key_results"):
            continue
        if parameters.least <= count <= parameters.most:
            continue
        noun = "key result" if count == 1 else "key results"
        yield Finding(
            goal.at("key_results"),
            f"the objective '{goal.title}' has {count} {noun}, "
            f"not {parameters.least} to {parameters.most}",
            _help(count, parameters),
            about(goal),
            {"count": count, "least": parameters.least, "most": parameters.most},
        )


def _help(count: int, parameters: Parameters) -> str:
    if count < parameters.least:
        return "Ask what else would have to be true if the objective were reached, and measure it."
    return "Keep the few that prove the objective; what is only to be watched is a KPI in `watch`."


RULE = Rule(
    code="OKR204",
    name="number-of-key-results",
    severity="warning",
    title="An objective has too few or too many key results",
    why="""
One key result is easy to reach at the cost of everything around it: answer faster, and answer
worse. More than five are a list that nobody steers by.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN, checkins="")},
    good={OBJECTIVE: objective_text(key_results=CHURN + "\n" + RESPONSE, checkins=CHECKIN)},
    check=check,
    parameters=Parameters,
)
