"""OKR610: a plugin without settings is given none."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR610",
    name="plugin-takes-no-settings",
    severity="error",
    title="A plugin that takes no settings is given some",
    why="""
Nothing would ever read them. Either the key belongs to another plugin's table, or the plugin is
older than somebody believes.
""",
    bad={},
    good={},
)
