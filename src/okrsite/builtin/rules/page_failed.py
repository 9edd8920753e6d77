"""OKR615: a page that cannot be made is named, with its plugin."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR615",
    name="page-failed",
    severity="error",
    title="A page could not be made",
    why="""
A plugin's page, or a template of the theme, met something that it was not written for. The page
would be missing, so nothing is published; `--keep-going` publishes the others.
""",
    bad={},
    good={},
)
