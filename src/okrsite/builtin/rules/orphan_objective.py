"""OKR210: everybody can see how their goal serves the company's, or the goal stands alone."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored, open_objectives
from okrsite.builtin.alignment import is_top
from okrsite.builtin.example import objective_text, team_text
from okrsite.builtin.subjects import about, is_lost


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives that support nothing and are not the company's own."""
    for goal in open_objectives(scored):
        if goal.supports or is_lost(goal, "supports") or is_top(scored.forest, goal):
            continue
        yield Finding(
            goal.at("title"),
            f"the objective '{goal.title}' supports no other",
            'Name what it serves: supports = ["objective"] or ["objective#key-result"].',
            about(goal),
            {"title": goal.title},
        )


SUPPORT_TEAM = "content/teams/support.md"
SUPPORT_GOAL = "content/objectives/fast-help.md"

RULE = Rule(
    code="OKR210",
    name="orphan-objective",
    severity="warning",
    title="An objective supports no other",
    why="""
Alignment means that everybody sees the path from their own goal to the company's. An objective that
supports nothing may be good work for a goal nobody has. The company's own objectives, those of a
root team or of the longest cycle, stand at the top and need none.
""",
    bad={
        SUPPORT_TEAM: team_text("Support"),
        SUPPORT_GOAL: objective_text("Nobody waits for help", team="support", checkins=""),
    },
    good={
        SUPPORT_TEAM: team_text("Support"),
        SUPPORT_GOAL: objective_text(
            "Nobody waits for help",
            'supports = ["keep-customers#churn"]',
            team="support",
            checkins="",
        ),
    },
    check=check,
)
