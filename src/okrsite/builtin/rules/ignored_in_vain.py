"""OKR410: who asks to be let off a rule names a rule that exists."""

from okrsite.api import Rule
from okrsite.builtin.example import OBJECTIVE, objective_text

RULE = Rule(
    code="OKR410",
    name="ignored-in-vain",
    severity="warning",
    title="A document ignores a rule that does not exist or lets nobody off",
    why="""
An `ignore` with a mistyped code does nothing, and its author believes that it does. Mistakes of
structure cannot be ignored at all: without them mended there is nothing to build.
""",
    bad={
        OBJECTIVE: objective_text(
            fields='owner = "ada"\nignore = [{ rule = "OKR999", reason = "the board agreed" }]'
        )
    },
    good={
        OBJECTIVE: objective_text(
            fields='owner = "ada"\nignore = [{ rule = "OKR204", reason = "the board agreed" }]'
        )
    },
)
