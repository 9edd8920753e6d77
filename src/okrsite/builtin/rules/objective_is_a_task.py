"""OKR202: an objective is a place to arrive at, not a thing to do."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored, open_objectives
from okrsite.builtin.example import OBJECTIVE, objective_text
from okrsite.builtin.subjects import about
from okrsite.builtin.title_checks import task_word


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives whose title is a task."""
    language = scored.forest.settings.site.language
    for goal in open_objectives(scored):
        if word := task_word(goal.title, language):
            yield Finding(
                goal.at("title"),
                f"the objective '{goal.title}' is a task ('{word}')",
                "Say what will be different for whom once it is done; the task is an initiative.",
                about(goal),
                {"title": goal.title, "word": word},
            )


RULE = Rule(
    code="OKR202",
    name="objective-is-a-task",
    severity="warning",
    title="An objective is a task",
    why="""
A task can be done without anything getting better: the system is launched, and nobody uses it. An
objective says what shall be different, so that a team may change its plan when the plan does not
work. Tasks are initiatives; they stand in the text below.
""",
    bad={OBJECTIVE: objective_text("Implement the new support system")},
    good={OBJECTIVE: objective_text("Nobody waits for support any more")},
    check=check,
)
