"""OKR012: what a document cannot be without is there."""

from okrsite.api import Rule

BAD = """\
+++
visibility = "internal"
+++
"""

GOOD = """\
+++
title = "About us"
+++
How we work.
"""

RULE = Rule(
    code="OKR012",
    name="missing-field",
    severity="error",
    title="A required field is missing",
    why="""
Without it there is nothing to show, or nothing to compare with: a title, an objective's cycle, a
cycle's start and end, a key result's id.
""",
    bad={"content/pages/about.md": BAD},
    good={"content/pages/about.md": GOOD},
)
