"""OKR010: every key is one that its table knows."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

BAD = 'ownr = "ada"'

GOOD = 'owner = "ada"'

RULE = Rule(
    code="OKR010",
    name="unknown-key",
    severity="error",
    title="A key is not known",
    why="""
A mistyped key would silently count as left out: the due date that nobody sees, the owner who never
hears of it.
""",
    bad={OBJECTIVE: objective_text(fields=BAD)},
    good={OBJECTIVE: objective_text(fields=GOOD)},
)
