"""OKR607: a hook gives the values that it promises."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR607",
    name="hook-gives-wrong-type",
    severity="error",
    title="A plugin gives something that its hook does not take",
    why="""
Each hook takes values of one type, so that a mistake shows here, beside the plugin's name, and not
as a failure somewhere in the middle of a build.
""",
    bad={},
    good={},
)
