"""OKR002: a text holds no NUL character."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR002",
    name="nul-character",
    severity="error",
    title="The file holds a NUL character",
    why="""
A NUL is no text. A file that holds one is usually something else under a wrong name, or was damaged
when it was copied.
""",
    bad={},
    good={},
)
