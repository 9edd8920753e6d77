"""Control characters: what terminals and word processors leave in a text, and no page may hold."""

import re
from collections.abc import Iterator

# All of C0 and C1 but tab and the ends of lines, and the two that no XML may hold either.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def without_controls(text: str) -> str:
    """The text with a space in place of each of them, so that every other one keeps its place."""
    return _CONTROL.sub(" ", text)


def control_places(text: str) -> Iterator[int]:
    """Where they stand in a text."""
    return (found.start() for found in _CONTROL.finditer(text))
