"""OKR046: files beside the texts show and never act."""

from okrsite.api import Rule

RULE = Rule(
    code="OKR046",
    name="active-asset",
    severity="error",
    title="A linked file can act in a reader's browser",
    why="""
The site runs no script that somebody put into a folder. HTML, JavaScript and drawings with scripts,
handlers or references to other places are not published; pictures, PDFs and office files are.
""",
    bad={},
    good={},
)
