"""OKR051: the day of the site is that of a known time zone."""

from okrsite.api import Rule
from okrsite.builtin.example import SETTINGS

BAD = """\
[site]
title = "Example"
timezone = "Europe/Berln"

[build]
today = 2026-11-20
"""

GOOD = """\
[site]
title = "Example"
timezone = "Europe/Berlin"

[build]
today = 2026-11-20
"""

RULE = Rule(
    code="OKR051",
    name="unknown-time-zone",
    severity="error",
    title="The time zone of the site is not known",
    why="""
The time zone tells which day it is when a build runs near midnight.
""",
    bad={SETTINGS: BAD},
    good={SETTINGS: GOOD},
)
