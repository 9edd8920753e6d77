"""OKR103: an alias is an old id that nothing uses any more."""

from okrsite.api import Rule
from okrsite.builtin.example import team_text

SALES = "content/teams/sales.md"

RULE = Rule(
    code="OKR103",
    name="alias-taken",
    severity="error",
    title="An alias is the id or alias of another document",
    why="""
An alias leads readers and references from an old name to the new one. If the old name is in use
again, it cannot lead to both.
""",
    bad={SALES: team_text("Sales", 'parent = "company"\naliases = ["company"]')},
    good={SALES: team_text("Sales", 'parent = "company"\naliases = ["selling"]')},
)
