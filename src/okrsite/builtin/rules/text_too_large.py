"""OKR163: a text makes a page that a reader can load."""

from okrsite.api import Rule
from okrsite.builtin.example import page_text

PAGE = "content/pages/how-we-work.md"
HUGE = f"[a]: https://example.org/{'x' * 20_000}\n\n" + "[a] " * 1_000

RULE = Rule(
    code="OKR163",
    name="text-too-large",
    severity="error",
    title="A text would make more than 8 MB of HTML",
    why="""
A short text can make a huge page, since every use of a link's label repeats its whole address.
Such a page would keep the build and then every reader waiting.
""",
    bad={PAGE: page_text("How we work", HUGE)},
    good={PAGE: page_text("How we work", "See [the plan](https://example.org/plan).")},
)
