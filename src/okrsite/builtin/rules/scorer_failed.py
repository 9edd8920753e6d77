"""OKR611: a scorer that fails is named with its key result, and everything else goes on."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR611",
    name="scorer-failed",
    severity="error",
    title="A plugin's scorer failed",
    why="""
The plugin that measures this key result met something that it was not written for, or gave
something that is not a finite number. The key result is not measured; a guess would be worse.
""",
    bad={},
    good={},
)
