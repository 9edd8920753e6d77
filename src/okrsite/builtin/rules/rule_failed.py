"""OKR602: a rule that fails is named, and the others go on."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR602",
    name="rule-failed",
    severity="error",
    title="A rule failed",
    why="""
A rule of a plugin met something that it was not written for. Its findings are incomplete, so the
run is not good, and every other rule has spoken all the same.
""",
    bad={},
    good={},
)
