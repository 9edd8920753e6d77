"""OKR616: a plugin that fails after the build is named."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR616",
    name="observer-failed",
    severity="warning",
    title="A plugin failed after the build",
    why="""
The site is published; only what the plugin should have done with it, such as telling somebody, did
not happen.
""",
    bad={},
    good={},
)
