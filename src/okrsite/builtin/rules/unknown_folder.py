"""OKR040: a text stands in a folder that has a meaning."""

from okrsite.api import Rule
from okrsite.builtin.example import objective_text

RULE = Rule(
    code="OKR040",
    name="unknown-folder",
    severity="error",
    title="A folder of the content has a name that means nothing",
    why="""
The first folder decides what a file is. In a folder of another name a goal would never be read, and
nobody would miss it until the quarter's end.
""",
    bad={"content/objectivs/grow.md": objective_text()},
    good={"content/objectives/grow.md": objective_text()},
)
