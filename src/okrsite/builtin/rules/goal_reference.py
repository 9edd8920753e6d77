"""OKR019: a reference to a goal is an id, or objective#key_result."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

BAD = 'supports = ["#churn"]'

GOOD = "supports = []"

RULE = Rule(
    code="OKR019",
    name="goal-reference",
    severity="error",
    title="A reference does not name a goal",
    why="""
An objective is named by its id, one of its key results by `objective#key_result`.
""",
    bad={OBJECTIVE: objective_text(fields=BAD)},
    good={OBJECTIVE: objective_text(fields=GOOD)},
)
