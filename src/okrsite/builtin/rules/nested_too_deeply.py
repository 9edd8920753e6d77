"""OKR007: tables and lists are at most 100 deep."""

from okrsite.api import Rule

BAD = f"+++\ntitle = 'About us'\ntags = {'[' * 101}{']' * 101}\n+++\n"

GOOD = """\
+++
title = "About us"
+++
How we work.
"""

RULE = Rule(
    code="OKR007",
    name="nested-too-deeply",
    severity="error",
    title="Tables or lists are nested too deeply",
    why="""
No goal needs more than three levels. Files that are made to be deep can end the programs that read
them.
""",
    bad={"content/pages/about.md": BAD},
    good={"content/pages/about.md": GOOD},
)
