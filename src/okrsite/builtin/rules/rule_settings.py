"""OKR060: what the settings say of the rules is something that the rules understand."""

from okrsite.api import Rule
from okrsite.builtin.example import BASE, SETTINGS

RULE = Rule(
    code="OKR060",
    name="rule-settings",
    severity="error",
    title="The settings of the rules make no sense to the rules",
    why="""
A code that no rule has, or a parameter that the rule does not know, changes nothing. Better to hear
of it than to believe for a year that a rule is off.
""",
    bad={SETTINGS: BASE[SETTINGS] + "\n[rules.parameters.OKR204]\nmots = 4\n"},
    good={SETTINGS: BASE[SETTINGS] + "\n[rules.parameters.OKR204]\nmost = 4\n"},
)
