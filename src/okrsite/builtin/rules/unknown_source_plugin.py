"""OKR620: the plugin of a source is one that is there."""

from okrsite.api import Rule
from okrsite.builtin.example import BASE, SETTINGS

RULE = Rule(
    code="OKR620",
    name="unknown-source-plugin",
    severity="error",
    title="No plugin gives this kind of source",
    why="""
A source can only be asked by the plugin that knows how. Either its name is mistyped, or its plugin
is not among the `[plugins]` of the settings.
""",
    bad={SETTINGS: BASE[SETTINGS] + '\n[sources.warehouse]\nplugin = "sqll"\n'},
    good={SETTINGS: BASE[SETTINGS] + '\n[sources.warehouse]\nplugin = "sql"\n'},
)
