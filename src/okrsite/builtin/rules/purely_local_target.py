"""OKR211: a path of support that ends inside the team is no alignment."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored, open_objectives
from okrsite.builtin.alignment import reaching
from okrsite.builtin.example import objective_text, team_text
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives that support others, of which none leads to the company's."""
    reached = reaching(scored.forest)
    for goal in open_objectives(scored):
        if not goal.supports or goal.id in reached:
            continue
        supported = ", ".join(str(each) for each in goal.supports)
        yield Finding(
            goal.at("supports"),
            f"the objective '{goal.title}' supports {supported}, "
            "and no path leads on to one of the company's",
            "Let the objective at the end of the path support one of the company's.",
            about(goal),
            {"title": goal.title, "supported": supported},
        )


TEAM = "content/teams/support.md"
LOCAL = "content/objectives/fast-help.md"
PART = "content/objectives/short-queue.md"
SHORT_QUEUE = objective_text(
    "The queue is short", 'supports = ["fast-help"]', team="support", checkins=""
)

RULE = Rule(
    code="OKR211",
    name="purely-local-target",
    severity="warning",
    title="An objective never reaches the company's",
    why="""
A team that serves only its own goals optimises a part, often at the cost of the whole. The path may
be long, but it leads to something that the company wants this cycle.
""",
    bad={
        TEAM: team_text("Support"),
        LOCAL: objective_text("Nobody waits for help", team="support", checkins=""),
        PART: SHORT_QUEUE,
    },
    good={
        TEAM: team_text("Support"),
        LOCAL: objective_text(
            "Nobody waits for help", 'supports = ["keep-customers"]', team="support", checkins=""
        ),
        PART: SHORT_QUEUE,
    },
    check=check,
)
