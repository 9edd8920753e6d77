"""Spaces: signs that look like a space or like nothing, and that TOML takes for letters."""

from __future__ import annotations

import re
import unicodedata

# Wide, narrow and no-break spaces; then those of no width, which pasted text brings along.
_WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_STRANGE = rf"(?P<wide>[{_WIDE}])|(?P<thin>[\u00ad\u200b\u2060\ufeff])"
# Within text and comments they may stand.
_FREE = r""""(?:[^"\\]|\\.)*"?|'[^']*'?|\#.*"""
_SIGNS = re.compile(rf"{_FREE}|{_STRANGE}")


def with_plain_spaces(line: str) -> str:
    """A line with plain spaces between its words, and without spaces of no width."""
    return _SIGNS.sub(_plain, line) if not line.isascii() else line


def strange_space(line: str) -> tuple[int, str] | None:
    """The column of the first such sign, from 1, and what it is called; None for none."""
    if line.isascii():
        return None
    signs = (found for found in _SIGNS.finditer(line) if found["wide"] or found["thin"])
    first = next(signs, None)
    if first is None:
        return None
    name = unicodedata.name(first[0]).lower()
    return first.start() + 1, f"a {name} (U+{ord(first[0]):04X})"


def _plain(found: re.Match[str]) -> str:
    if found["wide"]:
        return " "
    return "" if found["thin"] else found[0]
