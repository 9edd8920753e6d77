"""OKR001: every file is text in UTF-8."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR001",
    name="not-utf8",
    severity="error",
    title="The file is not UTF-8 text",
    why="""
One encoding for all files means that every name and every umlaut looks the same on every machine.
The place is that of the first byte that UTF-8 does not know; most editors can save a file again in
UTF-8.
""",
    bad={},
    good={},
)
