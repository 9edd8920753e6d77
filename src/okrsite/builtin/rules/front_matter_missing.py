"""OKR005: a document begins with its settings between two lines of +++."""

from okrsite.api import Rule

BAD = """\
# About us

How we work.
"""

GOOD = """\
+++
title = "About us"
+++
How we work.
"""

RULE = Rule(
    code="OKR005",
    name="front-matter-missing",
    severity="error",
    title="The front matter is missing or never closed",
    why="""
The lines between two `+++` say what a document is. Without the first one on line 1, or without the
second one, nothing in the file can be told apart.
""",
    bad={"content/pages/about.md": BAD},
    good={"content/pages/about.md": GOOD},
)
