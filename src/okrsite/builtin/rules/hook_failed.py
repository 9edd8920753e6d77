"""OKR606: a plugin answers when it is asked what it gives."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR606",
    name="hook-failed",
    severity="error",
    title="A plugin failed in one of its hooks",
    why="""
The plugin was asked what it gives and raised an exception instead of answering. Its part is
missing, and the others go on.
""",
    bad={},
    good={},
)
