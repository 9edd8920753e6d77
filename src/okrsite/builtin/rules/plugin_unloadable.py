"""OKR604: a plugin that the settings name can be loaded."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR604",
    name="plugin-unloadable",
    severity="error",
    title="A plugin cannot be loaded",
    why="""
The module of the plugin fails while it is read, so nothing that it gives is known. The others
and everything that ships go on without it.
""",
    bad={},
    good={},
)
