"""OKR603: a plugin that the settings name can be found."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR603",
    name="unknown-plugin",
    severity="error",
    title="A plugin that the settings name is not there",
    why="""
Its table in the settings is the consent to run it, and nothing answers to the name. Whatever it was
meant to give, such as a source of values, a rule or a page, would be missing without a word.
""",
    bad={},
    good={},
)
