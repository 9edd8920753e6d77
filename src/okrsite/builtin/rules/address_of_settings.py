"""OKR052: an address of the settings is one of http or https."""

from okrsite.api import Rule
from okrsite.builtin.example import SETTINGS

BAD = """\
[site]
title = "Example"
repo_url = "git@github.com:example/goals.git"

[build]
today = 2026-11-20
"""

GOOD = """\
[site]
title = "Example"
repo_url = "https://github.com/example/goals"

[build]
today = 2026-11-20
"""

RULE = Rule(
    code="OKR052",
    name="address-of-settings",
    severity="error",
    title="An address in the settings is not one of http or https",
    why="""
Pages link to these addresses, so that a script or a file of somebody's disk must not stand there.
""",
    bad={SETTINGS: BAD},
    good={SETTINGS: GOOD},
)
