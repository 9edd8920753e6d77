"""OKR605: a plugin's hooks are hooks that okrsite asks for."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR605",
    name="unknown-hook",
    severity="error",
    title="A plugin has a hook that okrsite does not know",
    why="""
A function whose name begins like a hook's and is none would never be called. Most often a letter is
missing; or the plugin was written for another version.
""",
    bad={},
    good={},
)
