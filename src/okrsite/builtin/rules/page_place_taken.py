"""OKR618: two pages of a site would be one file."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR618",
    name="page-place-taken",
    severity="error",
    title="Two pages want the same place on the site",
    why="""
Two kinds of pages, often one of a plugin and one that ships, or a page and the redirect of an old
id, would be written to the same file, at the latest where a disk does not tell capital letters
apart. The second is left out; which one that is nobody should have to guess.
""",
    bad={},
    good={},
)
