"""Singular: an English unit as it is said beside the figure 1: 1 account, 1 library a week.

Authors write a unit once, mostly as the plural that it is beside other figures. Of other languages
nobody can tell the singular from it, so there it stays.
"""

from __future__ import annotations

import re

# The noun, and what follows it: "releases per month".
_UNIT = re.compile(
    r"(?P<before>(?:.*? )??)(?P<noun>[a-z]{4,})(?P<after>(?: (?:per|a|an|of|in) .*)?)"
)
_ALIKE = frozenset({"series", "species", "news", "sales"})
_WHOLE = ("ss", "us", "is")
_WITH_E = ("sses", "shes", "ches", "xes")
_IN_IE = frozenset({"movies", "cookies"})


def singular(unit: str) -> str:
    """A unit for one of it; as it is where its noun is no plain plural."""
    found = _UNIT.fullmatch(unit)
    return f"{found['before']}{_one(found['noun'])}{found['after']}" if found else unit


def _one(noun: str) -> str:
    if not noun.endswith("s") or noun.endswith(_WHOLE) or noun in _ALIKE:
        return noun
    if noun.endswith("ies") and noun not in _IN_IE:
        return f"{noun.removesuffix('ies')}y"
    return noun.removesuffix("es" if noun.endswith(_WITH_E) else "s")
