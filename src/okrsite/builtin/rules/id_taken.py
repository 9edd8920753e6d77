"""OKR102: an id belongs to one document of its kind."""

from okrsite.api import Rule
from okrsite.builtin.example import objective_text

AGAIN = "content/objectives/2026/again.md"

RULE = Rule(
    code="OKR102",
    name="id-taken",
    severity="error",
    title="Two documents of one kind have the same id",
    why="""
An id is a page's address and the name by which others refer to it. Two documents that share one
would overwrite each other, and a reference could mean either. Ids that differ only in upper and
lower case are the same, since many file systems and readers take them so.
""",
    bad={AGAIN: objective_text(fields='id = "keep-customers"', checkins="")},
    good={AGAIN: objective_text(fields='id = "win-customers"\nowner = "ada"', checkins="")},
)
