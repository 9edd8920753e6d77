"""OKR110: objectives support one another in one direction."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

ABOVE = "content/objectives/grow.md"

RULE = Rule(
    code="OKR110",
    name="alignment-loop",
    severity="error",
    title="Objectives support one another in a loop",
    why="""
Support leads from a goal to the larger one that it serves, and in the end to the company's. In a
loop every goal would serve itself, and no progress could be rolled up.
""",
    bad={
        OBJECTIVE: objective_text(fields='owner = "ada"\nsupports = ["grow"]'),
        ABOVE: objective_text(fields='owner = "ada"\nsupports = ["keep-customers"]', checkins=""),
    },
    good={
        OBJECTIVE: objective_text(fields='owner = "ada"\nsupports = ["grow"]'),
        ABOVE: objective_text(checkins=""),
    },
)
