"""OKR111: a team's parents lead to the top of the company."""

from okrsite.api import Rule
from okrsite.builtin.example import TEAM, team_text

SALES = "content/teams/sales.md"

RULE = Rule(
    code="OKR111",
    name="team-loop",
    severity="error",
    title="Teams are each other's parents",
    why="""
Every team hangs below another one or is the top. In a loop there is no top, and no team would have
a place on the page.
""",
    bad={TEAM: team_text("Company", 'parent = "sales"'), SALES: team_text("Sales")},
    good={SALES: team_text("Sales")},
)
