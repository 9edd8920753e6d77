"""OKR041: every text lies where it is read."""

from okrsite.api import Rule
from okrsite.builtin.example import page_text

RULE = Rule(
    code="OKR041",
    name="stray-file",
    severity="error",
    title="A text lies where it is not read",
    why="""
Texts are read from the folders of the content, and only where their names end in `.md`, or `.csv`
for observations. Anything else would be left out in silence.
""",
    bad={"content/glossary.md": page_text("Glossary", "KPI: a number that we watch.")},
    good={"content/pages/glossary.md": page_text("Glossary", "KPI: a number that we watch.")},
)
