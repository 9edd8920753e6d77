"""OKR160: a link leads to the web, to a mailbox, or to a place in the site."""

from okrsite.api import Rule
from okrsite.builtin.example import page_text

PAGE = "content/pages/how-we-work.md"

RULE = Rule(
    code="OKR160",
    name="refused-link",
    severity="error",
    title="A link uses an address that no page may hold",
    why="""
Pages link to http, https and mailto addresses, to `goal:` and `kpi:` names, and to files by a path
relative to the text. Anything else could start a program on a reader's computer, or works on the
author's computer alone.
""",
    bad={PAGE: page_text("How we work", "Our files are [here](file:///home/ada/plans).")},
    good={PAGE: page_text("How we work", "Our files are [here](https://files.example/plans).")},
)
