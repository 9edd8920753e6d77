"""OKR042: no two files are one where case does not count."""

from okrsite.api import Rule
from okrsite.builtin.example import page

RULE = Rule(
    code="OKR042",
    name="colliding-names",
    severity="error",
    title="Two files are one where case or accents do not count",
    why="""
On macOS and Windows the two names mean one file: a clone would lose one of them, and so would the
site.
""",
    bad={
        "content/pages/values.md": page("Values", "What we stand for."),
        "content/pages/Values.md": page("Our values", "What we do not stand for.", 'id = "others"'),
    },
    good={"content/pages/values.md": page("Values", "What we stand for.")},
)
