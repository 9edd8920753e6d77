"""OKR205: a key result is what the work achieves, not the work."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import CHURN, OBJECTIVE, objective_text
from okrsite.builtin.subjects import about, key_results
from okrsite.builtin.title_checks import task_word


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results whose title is a task and which no KPI measures."""
    language = scored.forest.settings.site.language
    for goal, result in key_results(scored):
        word = task_word(result.title, language)
        if word is None or result.kpi is not None:
            continue
        yield Finding(
            result.at("title"),
            f"the key result '{result.title}' is a task ('{word}'), not an outcome",
            "Ask what it shall change, and measure that; the task itself is an initiative.",
            about(goal, result),
            {"title": result.title, "word": word},
        )


BAD = """
[[key_results]]
id = "system"
title = "Launch the new ticket system"
milestones = [{ id = "chosen", title = "Chosen" }, { id = "live", title = "Live" }]
"""
GOOD = """
[[key_results]]
id = "response"
title = "Customers get their first answer sooner"
start = 24
target = 4
unit = "h"
"""

RULE = Rule(
    code="OKR205",
    name="key-result-is-a-task",
    severity="warning",
    title="A key result is a task",
    why="""
"Launch the system" is met on the day of the launch, whether or not anybody is better off. A key
result measures the effect, so that a team notices when the work is done and the effect is missing.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + BAD, checkins="")},
    good={OBJECTIVE: objective_text(key_results=CHURN + GOOD)},
    check=check,
)
