"""OKR216: a goal of nobody is nobody's goal."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored, open_objectives
from okrsite.builtin.example import OBJECTIVE, objective_text
from okrsite.builtin.subjects import about, is_lost


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives with neither a team nor an owner."""
    for goal in open_objectives(scored):
        if goal.team or goal.owner or is_lost(goal, "team", "owner"):
            continue
        yield Finding(
            goal.at("title"),
            f"the objective '{goal.title}' has neither a team nor an owner",
            'Name the team (team = "...") or, for a personal goal, its owner (owner = "...").',
            about(goal),
            {"title": goal.title},
        )


TEAM = 'team = "company"\n'

RULE = Rule(
    code="OKR216",
    name="objective-without-owner",
    severity="warning",
    title="An objective belongs to nobody",
    why="""
Somebody reports how a goal goes, and somebody decides what to do when it does not. Without a team
and without an owner it is in no team's list, in nobody's reminders, and in no total.
""",
    bad={OBJECTIVE: objective_text(fields="").replace(TEAM, "")},
    good={OBJECTIVE: objective_text(fields='owner = "ada"')},
    check=check,
)
