"""Palette: the theme's colours, for what is drawn outside of a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

# A site's own sheet is laid over the theme's, and the first value is the one of light screens.
_SHEETS = ("brand.css", "style.css")
_TOKEN = re.compile(
    r"--([a-z]+):\s*(?:light-dark\(\s*)?(#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3})(?![0-9A-Fa-f])"
)


class Palette(Struct, frozen=True, kw_only=True):
    """Colours by what they are for; those of the theme that ships where a theme names none."""

    paper: str = "#fcfcfb"
    sunk: str = "#f2f2f0"
    ink: str = "#1a1d20"
    soft: str = "#565d63"
    line: str = "#dededc"
    accent: str = "#0f5c5c"
    good: str = "#1f6b3f"
    warn: str = "#875400"
    bad: str = "#a8281f"
    calm: str = "#24528f"


def palette_of(static: Mapping[str, bytes]) -> Palette:
    """The colours that a theme's stylesheets give to its tokens, those of a light screen."""
    found: dict[str, str] = {}
    for sheet in _SHEETS:
        text = static.get(sheet, b"").decode("utf-8", "replace")
        for name, colour in _TOKEN.findall(text):
            found.setdefault(name, colour.lower())
    return Palette(**{name: found[name] for name in Palette.__struct_fields__ if name in found})
