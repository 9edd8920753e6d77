"""Names: the anchors of a text's headings, each once."""

from __future__ import annotations

import re

_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")
_LONGEST_ANCHOR = 80


class Names:
    """Gives out each name once, in time that does not grow with how often it was asked for."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def give(self, text: str) -> str:
        """The anchor of the next heading, from its words."""
        kept = _NOT_IN_ANCHORS.sub("", text.lower().strip()).replace(" ", "-")
        wanted = kept[:_LONGEST_ANCHOR] or "section"
        name = wanted
        while name in self._taken:
            self._counts[wanted] = self._counts.get(wanted, 0) + 1
            name = f"{wanted}-{self._counts[wanted]}"
        self._taken.add(name)
        return name
