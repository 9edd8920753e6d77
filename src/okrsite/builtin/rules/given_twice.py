"""OKR608: a name is given by one plugin."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR608",
    name="given-twice",
    severity="error",
    title="Two plugins give something of the same name",
    why="""
Only one of the two can answer to the name, and which one would depend on the order of the settings.
The first one stands until somebody decides.
""",
    bad={},
    good={},
)
