"""OKR609: the settings of a plugin are what the plugin asks for."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR609",
    name="plugin-settings",
    severity="error",
    title="A plugin cannot work with its settings",
    why="""
A plugin says which settings it has and what each of them holds. With a mistyped key it would work
with something that nobody asked for, so it is not asked for anything until the table is mended.
""",
    bad={},
    good={},
)
