"""Anchors: the names by which a text's headings are linked, each once."""

from __future__ import annotations

import re

_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")
_LONGEST_ANCHOR = 80


class HeadingAnchors:
    """Gives each heading an anchor of its own, in time that does not grow with equal headings."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def next_anchor(self, text: str) -> str:
        """The anchor of the next heading, from its words."""
        kept = _NOT_IN_ANCHORS.sub("", text.lower().strip()).replace(" ", "-")
        wanted = kept[:_LONGEST_ANCHOR] or "section"
        name = wanted
        while name in self._taken:
            self._counts[wanted] = self._counts.get(wanted, 0) + 1
            name = f"{wanted}-{self._counts[wanted]}"
        self._taken.add(name)
        return name
