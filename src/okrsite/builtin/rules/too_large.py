"""OKR003: a file is small enough for a person to read."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR003",
    name="too-large",
    severity="error",
    title="The file or its front matter is too large",
    why="""
More than 1 MB in a file, or 64 KB in its front matter, is no goal that anybody reads, and would
slow down every build. Long stories belong into the body or into check-in files.
""",
    bad={},
    good={},
)
