"""OKR050: the site speaks a language that is known."""

from okrsite.api import Rule
from okrsite.builtin.example import SETTINGS

BAD = """\
[site]
title = "Example"
language = "klingon"

[build]
today = 2026-11-20
"""

GOOD = """\
[site]
title = "Example"
language = "de"

[build]
today = 2026-11-20
"""

RULE = Rule(
    code="OKR050",
    name="unknown-language",
    severity="error",
    title="The language of the site is not known",
    why="""
Numbers, dates and the words of the theme are written in it.
""",
    bad={SETTINGS: BAD},
    good={SETTINGS: GOOD},
)
