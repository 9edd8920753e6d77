"""OKR006: front matter and settings are TOML."""

from okrsite.api import Rule

BAD = """\
+++
title = About us
+++
"""

GOOD = """\
+++
title = "About us"
+++
How we work.
"""

RULE = Rule(
    code="OKR006",
    name="broken-toml",
    severity="error",
    title="The front matter is not valid TOML",
    why="""
Text stands in quotes, a date is year-month-day without quotes, and a key is written once. Every
broken line is reported, together with what is wrong in the others.
""",
    bad={"content/pages/about.md": BAD},
    good={"content/pages/about.md": GOOD},
)
