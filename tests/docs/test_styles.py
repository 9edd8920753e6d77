"""The docs name custom properties that the theme has."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STYLE = (ROOT / "themes/default/static/style.css").read_text("utf-8")
# A table's row, in which the distances stand as `--s1` to `--s7`.
NAMED = re.compile(r"`(--[a-z0-9]+)`")


def test_every_custom_property_of_the_docs_is_there() -> None:
    page = (ROOT / "docs/plugins.md").read_text("utf-8")
    tokens = STYLE.partition("@layer tokens {")[2].partition("@layer base")[0]
    there = set(re.findall(r"^ +(--[a-z0-9-]+):", tokens, re.MULTILINE))
    named = set(NAMED.findall(page.partition("\n| grounds |")[2].partition("\n\n")[0]))
    assert len(named) > 15
    assert named <= there
    grounds = {f"--{tone}-wash" for tone in ("good", "warn", "bad", "calm", "quiet")}
    assert grounds <= there
