"""OKR619: a plugin for Markdown takes every text."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR619",
    name="markdown-plugin-failed",
    severity="error",
    title="A plugin for Markdown failed at a text",
    why="""
The plugin met a text that it was not written for, or cannot work with this parser at all. The text
is shown without any such plugin, so that nothing of what its author wrote is lost.
""",
    bad={},
    good={},
)
