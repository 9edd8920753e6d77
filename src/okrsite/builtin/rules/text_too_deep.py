"""OKR162: lists, quotes and brackets in a text have a bottom."""

from okrsite.api import Rule
from okrsite.builtin.example import page_text

PAGE = "content/pages/how-we-work.md"

RULE = Rule(
    code="OKR162",
    name="text-too-deep",
    severity="error",
    title="A text is nested too deeply",
    why="""
Lists and quotes more than 100 deep, or brackets more than 30, are no text that anybody reads; they
come from a broken export or are meant to keep the build busy. What lies deeper is left out.
""",
    bad={PAGE: page_text("How we work", "> " * 120 + "Deep down.")},
    good={PAGE: page_text("How we work", "> > Quoted by somebody who was quoted.")},
)
