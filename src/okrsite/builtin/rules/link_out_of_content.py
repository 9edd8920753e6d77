"""OKR045: links in the file system stay inside the content."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR045",
    name="link-out-of-content",
    severity="error",
    title="A link does not lead to a file of the content",
    why="""
A link in the file system could make a site show what lies anywhere on the machine that builds it.
Only links to files inside the content are followed, and none to folders.
""",
    bad={},
    good={},
)
