"""OKR044: every file of the content can be read."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR044",
    name="unreadable-file",
    severity="error",
    title="A file cannot be read",
    why="""
A file that may not be read, is too large or is no file at all would leave a hole in the goals. The
finding says what the system said.
""",
    bad={},
    good={},
)
