"""Letters: which the fonts at hand have, and how words are fitted into a width.

Words are measured and placed letter by letter, the same on every machine; scripts whose letters
join or run from right to left would need more than that, and have no letters here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Measure = Callable[[str], float]

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
# What the fonts in fonts/ were cut down to: Latin, Greek and Cyrillic as Europe writes them.
RANGES = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x259, 0x259), (0x2BC, 0x2BC)),
    *((0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EF2, 0x1EF3)),
    *((0x384, 0x38A), (0x38C, 0x38C), (0x38E, 0x3A1), (0x3A3, 0x3CE)),
    *((0x400, 0x45F), (0x490, 0x491)),
    *((0x2009, 0x2009), (0x2010, 0x2027), (0x202F, 0x2033), (0x2039, 0x203A)),
    *((0x20A0, 0x20C0), (0x2116, 0x2116), (0x2122, 0x2122), (0x2212, 0x2212)),
)
_HAD = frozenset(chr(code) for first, last in RANGES for code in range(first, last + 1))
_SPACES = re.compile(" {2,}")
# Longer texts are cut anyway, and measuring takes time.
_LONGEST = 400


def writable(text: str) -> str:
    """A text as the fonts can write it, without its pictures; empty where they lack a letter."""
    kept = ""
    for letter in unicodedata.normalize("NFC", text[:_LONGEST]):
        if letter in _HAD:
            kept += letter
        elif letter.isspace():
            kept += " "
        elif not _is_ornament(letter):
            return ""
    return _SPACES.sub(" ", kept).strip()


def wrapped(text: str, measure: Measure, width: float, lines: int) -> tuple[str, ...]:
    """A text in at most so many lines of a width, the last one cut where it must be.

    A word that is wider than a line is broken.
    """
    found: list[str] = []
    rest = text
    while rest and len(found) < lines:
        if len(found) == lines - 1:
            return (*found, cut(rest, measure, width))
        line = _head(rest, measure, width)
        found.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    return tuple(found)


def cut(text: str, measure: Measure, width: float) -> str:
    """A text of at most a width, with an ellipsis where something had to go."""
    if measure(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = measure(text[:middle].rstrip() + ELLIPSIS) <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip(" ,.;:") + ELLIPSIS


def _head(text: str, measure: Measure, width: float) -> str:
    """As much of a text as fits in a line: whole words, or letters of a word that is too wide."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if measure(longer) > width:
            break
        line = longer
    if line:
        return line
    count = 1
    while count < len(text) and measure(text[: count + 1]) <= width:
        count += 1
    return text[:count]


def _is_ornament(letter: str) -> bool:
    """Whether a text reads the same without it: pictures, and marks that nobody sees."""
    is_selector = "\ufe00" <= letter <= "\ufe0f" or letter == "\u20e3"
    category = unicodedata.category(letter)
    return is_selector or category[0] == "C" or category in {"So", "Sk"}
