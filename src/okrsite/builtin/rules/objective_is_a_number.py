"""OKR201: an objective says where to go; the number belongs into a key result."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored, open_objectives
from okrsite.builtin.example import OBJECTIVE, objective_text
from okrsite.builtin.subjects import about
from okrsite.builtin.title_checks import target_in


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives whose title is a target."""
    language = scored.forest.settings.site.language
    for goal in open_objectives(scored):
        if figure := target_in(goal.title, language):
            yield Finding(
                goal.at("title"),
                f"the objective '{goal.title}' is a number ({figure})",
                "Say in words what will be better, and move the number into a key result.",
                about(goal),
                {"title": goal.title, "figure": figure},
            )


RULE = Rule(
    code="OKR201",
    name="objective-is-a-number",
    severity="warning",
    title="An objective is a number",
    why="""
An objective is the sentence that people remember: where are we going, and why does it matter? A
number answers neither. It says how we shall know, and that is what key results are for. With the
number in the objective there is nothing left for them to measure.
""",
    bad={OBJECTIVE: objective_text("Increase revenue by 25 %")},
    good={OBJECTIVE: objective_text("Small firms choose us first")},
    check=check,
)
