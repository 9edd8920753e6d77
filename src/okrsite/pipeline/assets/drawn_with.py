"""Drawn with: the ids of what an element is drawn with, in its attributes, its style or a sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

# What marks each of its points.
MARKED = frozenset({"line", "path", "polygon", "polyline"})
MARKERS = frozenset({"marker", "marker-end", "marker-mid", "marker-start"})
_ONCE = ("clip-path", "mask", "marker-end", "marker-start")
_AT_EACH_POINT = ("marker", "marker-mid")
_NAMED = re.compile(r"url\(\s*(?:[\"']\s*)?#([^\"')]*)", re.IGNORECASE)
_MARKS_POINTS = re.compile(r"marker(-mid)?\s*:", re.IGNORECASE)
# Gradients and patterns, which browsers draw once for all that are filled with them.
_FILLED = re.compile(
    r"(^|[{;}])\s*(?:fill|stroke|filter)\s*:(?:url\([^()]*\)|[^;{}\"'\\/*()\[\]])*(?=[;}]|$)",
    re.IGNORECASE,
)
# A rule for classes alone, as drawing programs write them.
_OF_CLASSES = re.compile(r"(?:^|(?<=\}))\s*(\.[\w-]+(?:\s*,\s*\.[\w-]+)*)\s*\{([^{}\"'\\]*)\}")


def drawn_with(element: str, attributes: Mapping[str, str]) -> Counter[str]:
    """How often an element is drawn with others, by their ids."""
    # No point takes less than a character.
    points = len(attributes.get("d", "")) + len(attributes.get("points", ""))
    found = Counter(name for key in _ONCE for name in _names(attributes.get(key, "")))
    for key in _AT_EACH_POINT:
        for name in _names(attributes.get(key, "")):
            found[name] += points
    style = attributes.get("style", "")
    for name in _names(_FILLED.sub(r"\1", style)):
        found[name] += points if _MARKS_POINTS.search(style) else 1
    if element == "use" and (copied := unquote(attributes.get("href", "").removeprefix("#"))):
        found[copied] += 1
    return found


def drawn_by_class(sheet: str) -> Iterator[tuple[str, Counter[str]]]:
    """The same of a style sheet, by class; with an empty class what is not for classes alone."""
    plain = _FILLED.sub(r"\1", sheet)
    others = Counter(_names(plain))
    for rule in _OF_CLASSES.finditer(plain):
        selectors, declarations = rule.groups()
        found = Counter(_names(declarations))
        others -= found
        for selector in selectors.split(","):
            yield selector.strip().removeprefix("."), found
    yield "", others


def _names(value: str) -> Iterator[str]:
    # Browsers decode the name of an element as part of an address.
    names = (unquote(name.strip()) for name in _NAMED.findall(value))
    return filter(None, names)
