"""OKR114: the levels of a company can be counted."""

from okrsite.api import Rule
from okrsite.builtin.example import TEAM, team_text

RULE = Rule(
    code="OKR114",
    name="team-too-deep",
    severity="error",
    title="Teams lie more than 50 levels deep",
    why="""
Every team counts the goals of all teams below it. Nobody reads a tree of so many levels, and one of
thousands would take longer to count than to read.
""",
    bad={},
    good={TEAM: team_text("Company")},
)
