"""OKR215: a promise needs somebody who keeps it."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored, open_objectives
from okrsite.builtin.example import OBJECTIVE, objective_text
from okrsite.builtin.subjects import about, is_lost


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results of committed objectives that no person answers for."""
    for goal in open_objectives(scored):
        if goal.type != "committed" or goal.owner is not None or is_lost(goal, "owner"):
            continue
        for result in goal.key_results:
            if result.owner is None and not is_lost(result, "owner"):
                yield Finding(
                    result.span,
                    f"the key result '{result.title}' is committed, and nobody owns it",
                    'Name one person: owner = "..." here or for the whole objective.',
                    about(goal, result),
                    {"title": result.title},
                )


RULE = Rule(
    code="OKR215",
    name="committed-without-owner",
    severity="hint",
    title="A committed key result has no owner",
    why="""
Committed means that others rely on it. A team can own a wish; a promise needs one person whom the
others may ask, and who says early that it will not be kept.
""",
    bad={OBJECTIVE: objective_text(fields='type = "committed"')},
    good={OBJECTIVE: objective_text(fields='type = "committed"\nowner = "ada"')},
    check=check,
)
