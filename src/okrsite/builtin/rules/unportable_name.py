"""OKR043: every name can be stored everywhere."""

from okrsite.api import Rule
from okrsite.builtin.example import page_text

RULE = Rule(
    code="OKR043",
    name="unportable-name",
    severity="error",
    title="A name cannot be stored everywhere",
    why="""
Some names exist on one system only: Windows keeps `con` and `aux` for devices and drops a dot or a
space at the end, and no file system holds more than 255 bytes.
""",
    bad={"content/pages/aux.md": page_text("Auxiliaries", "Who helps.")},
    good={"content/pages/helpers.md": page_text("Auxiliaries", "Who helps.")},
)
