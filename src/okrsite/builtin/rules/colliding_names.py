"""OKR042: no two files are one where case does not count."""

from okrsite.api import Rule
from okrsite.builtin.example import page_text

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
        "content/pages/values.md": page_text("Values", "What we stand for."),
        "content/pages/Values.md": page_text(
            "Our values", "What we do not stand for.", 'id = "others"'
        ),
    },
    good={"content/pages/values.md": page_text("Values", "What we stand for.")},
)
