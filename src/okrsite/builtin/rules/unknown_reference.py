"""OKR101: every name in a field leads to something that is there."""

from okrsite.api import Rule
from okrsite.builtin.example import team_text

SALES = "content/teams/sales.md"

RULE = Rule(
    code="OKR101",
    name="unknown-reference",
    severity="error",
    title="A field names something that does not exist",
    why="""
A name that leads nowhere is a connection that somebody believes in and nobody can follow: the goal
it should support, the team that should own it. Most are typing errors or old names. An alias keeps
an old name alive.
""",
    bad={SALES: team_text("Sales", 'parent = "compnay"')},
    good={SALES: team_text("Sales", 'parent = "company"')},
)
