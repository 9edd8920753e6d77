"""OKR013: a title or a name says something."""

from okrsite.api import Rule

BAD = """\
+++
title = ""
+++
"""

GOOD = """\
+++
title = "About us"
+++
How we work.
"""

RULE = Rule(
    code="OKR013",
    name="empty-text",
    severity="error",
    title="A text is empty",
    why="""
Readers would see a line without words, and a link that they cannot follow.
""",
    bad={"content/pages/about.md": BAD},
    good={"content/pages/about.md": GOOD},
)
