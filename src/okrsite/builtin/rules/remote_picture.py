"""OKR161: a picture is a file of the site."""

from okrsite.api import Rule
from okrsite.builtin.example import page_text

PAGE = "content/pages/how-we-work.md"

RULE = Rule(
    code="OKR161",
    name="remote-picture",
    severity="error",
    title="A picture lies on another host",
    why="""
The site asks no other host for anything: it works offline, and nobody outside learns who reads it.
A picture from elsewhere would break both, and would be gone whenever the other host likes.
""",
    bad={
        PAGE: page_text("How we work", "![The six steps](https://pictures.example/six-steps.png)")
    },
    good={
        PAGE: page_text("How we work", "![The six steps](six-steps.png)"),
        "content/pages/six-steps.png": "PNG",
    },
)
