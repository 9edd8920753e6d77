"""OKR029: a dropped goal says why."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

BAD = """\
owner = "ada"
state = "dropped"
"""

GOOD = """\
owner = "ada"
state = "dropped"
reason = "The market is gone."
"""

RULE = Rule(
    code="OKR029",
    name="dropped-without-reason",
    severity="error",
    title="A dropped objective has no reason",
    why="""
Dropping a goal is a decision that others rely on. One sentence tells them what to expect instead.
""",
    bad={OBJECTIVE: objective_text(fields=BAD)},
    good={OBJECTIVE: objective_text(fields=GOOD)},
)
