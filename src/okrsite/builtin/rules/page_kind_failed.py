"""OKR617: a kind of pages that cannot tell its pages is named, with its plugin."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR617",
    name="page-kind-failed",
    severity="error",
    title="A kind of pages could not tell its pages",
    why="""
A plugin's `pages` function met something that it was not written for, or a library that its pages
are made with is not installed, so none of its pages exist.
All other pages are as they should be; `--keep-going` publishes them.
""",
    bad={},
    good={},
)
