"""OKR011: every value is of the kind that its field takes."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

BAD = 'type = "ambitious"'

GOOD = 'type = "aspirational"'

RULE = Rule(
    code="OKR011",
    name="wrong-type",
    severity="error",
    title="A value is of the wrong kind",
    why="""
Numbers and dates stand without quotes, texts in quotes, and a choice is one of the words of the
field.
""",
    bad={OBJECTIVE: objective_text(fields=BAD)},
    good={OBJECTIVE: objective_text(fields=GOOD)},
)
