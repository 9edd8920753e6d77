"""Lines of text for a drawing, which cannot wrap: broken and cut where they would not fit."""

from __future__ import annotations

import unicodedata
from math import fsum

_NARROW = frozenset("iIjlftr.,:;|!'()[]{} -\N{MIDDLE DOT}")
_BROAD = frozenset("mwMW@%\N{HORIZONTAL ELLIPSIS}\N{EM DASH}")
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def width(text: str) -> float:
    """How broad a text is about, in ems; rather too broad than too narrow."""
    return fsum(map(_letter, text))


def _letter(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.05
    if character in _NARROW:
        return 0.36
    if character in _BROAD:
        return 0.95
    return 0.7 if character.isupper() else 0.6


def wrapped(text: str, room: float, most: int) -> tuple[str, ...]:
    """A text in at most so many lines of some ems; what does not fit is left out, with a mark."""
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest:
        if len(lines) == most - 1:
            return (*lines, cut(rest, room))
        line = _line(rest, room)
        lines.append(line.strip())
        rest = rest[len(line) :].lstrip()
    return tuple(lines)


def cut(text: str, room: float) -> str:
    """A text in one line of some ems."""
    if width(text) <= room:
        return text
    return _begin(text, room - width(ELLIPSIS)).rstrip() + ELLIPSIS


def _line(text: str, room: float) -> str:
    """The longest beginning of a text that fits, between words where there is a place."""
    begin = _begin(text, room)
    if len(begin) == len(text) or text[len(begin)] == " ":
        return begin
    word, _, _ = begin.rpartition(" ")
    return word if width(word) > room / 3 else begin or text[:1]


def _begin(text: str, room: float) -> str:
    """As many characters as fit; marks stay with the letter that carries them."""
    used = 0.0
    for place, letter in enumerate(text):
        size = _letter(letter)
        if size and used + size > room:
            return text[:place]
        used += size
    return text
