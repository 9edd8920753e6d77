"""Styles: CSS made anew from what loads nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast

# A value loads nothing by words, numbers and strings alone: it takes a function, which an escape
# could hide. Where nothing hides one, most values are known without being parsed.
_PLAIN = re.compile(r"[^(\\]*")
_HIDING = re.compile(r"[\\\"'/]")
_CALLED = re.compile(r"([\w-]*)\(")
_INSIDE = re.compile(
    r"\s*(?:#|data:(?:image/(?:png|jpe?g|gif|webp)|font/(?:woff2?|ttf|otf)"
    r"|application/(?:x-)?font-(?:woff2?|ttf|otf))[;,])",
    re.IGNORECASE,
)
_FUNCTIONS = """
rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark
calc min max clamp var
matrix matrix3d translate translatex translatey translatez translate3d scale scalex scaley
scalez scale3d rotate rotatex rotatey rotatez rotate3d skew skewx skewy perspective
blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
circle ellipse inset path polygon rect
linear-gradient radial-gradient conic-gradient repeating-linear-gradient
repeating-radial-gradient repeating-conic-gradient
cubic-bezier steps linear
local format
"""
_INERT_FUNCTIONS = frozenset(_FUNCTIONS.split())
_WITH_DECLARATIONS = frozenset({"font-face"})
_WITH_RULES = frozenset({"media", "supports", "keyframes", "-webkit-keyframes"})
_BLOCKS = frozenset({"() block", "[] block", "{} block"})
DEEPEST = 20


@lru_cache(maxsize=10_000)
def is_inert(value: str) -> bool:
    """Whether the value of an attribute or a declaration loads nothing from elsewhere."""
    if _PLAIN.fullmatch(value):
        return True
    called = _CALLED.findall(value)
    if not _HIDING.search(value) and _INERT_FUNCTIONS.issuperset(map(str.lower, called)):
        return True
    from tinycss2 import parse_component_value_list  # noqa: PLC0415 - 20 ms, for drawings only

    return _are_inert(parse_component_value_list(value))


@lru_cache(maxsize=10_000)
def clean_declarations(text: str, *, marks: bool = True) -> tuple[str, bool]:
    """The declarations of a `style` that load nothing, and whether those are all of them.

    Those of markers stay where the element itself `marks` its points.
    """
    from tinycss2 import parse_blocks_contents  # noqa: PLC0415 - as above

    parsed = parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
    kept = [part for part in parsed if part.type == "declaration" and _is_kept(part, marks=marks)]
    return ";".join(part.serialize() for part in kept), len(kept) == len(parsed)


def clean_sheet(text: str) -> tuple[str, bool]:
    """The rules of a `<style>` without what loads something, and whether those are all of it."""
    from tinycss2 import parse_stylesheet  # noqa: PLC0415 - as above

    parsed = parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return _cleaned(parsed, DEEPEST)


def _cleaned(parts: Iterable[Any], depth: int) -> tuple[str, bool]:
    """What is left of declarations and rules, one after the other."""
    written: list[str] = []
    is_whole = True
    for part in parts:
        if part.type == "declaration" and _is_kept(part, marks=False):
            written.append(f"{part.serialize()};")
        elif depth and _is_known_rule(part):
            inside, is_inside_whole = _cleaned(_inside(part), depth - 1)
            written.append(f"{_opening(part)}{{{inside}}}")
            is_whole = is_whole and is_inside_whole
        else:
            is_whole = False
    return "\n".join(written), is_whole


def _is_kept(declaration: Any, *, marks: bool) -> bool:
    """Whether a declaration loads nothing, and names nothing that others would draw unseen.

    A variable may name a mask for whatever uses it, and markers are inherited.
    """
    tokens = _flat(declaration.value)
    if tokens is None or not all(map(_is_inert_token, tokens)):
        return False
    is_inherited = declaration.lower_name.startswith("marker") and not marks
    is_far = is_inherited or declaration.name.startswith("--")
    return not (is_far and any(_is_address(token) for token in tokens))


def _is_address(token: Any) -> bool:
    return bool(token.type == "url" or (token.type == "function" and token.lower_name == "url"))


def _is_known_rule(part: Any) -> bool:
    if part.type == "at-rule":
        is_known = part.lower_at_keyword in _WITH_DECLARATIONS | _WITH_RULES
    else:
        is_known = part.type == "qualified-rule"
    return is_known and part.content is not None and _flat(part.prelude) is not None


def _inside(rule: Any) -> Iterable[Any]:
    from tinycss2 import parse_blocks_contents, parse_rule_list  # noqa: PLC0415 - as above

    has_rules = rule.type == "at-rule" and rule.lower_at_keyword in _WITH_RULES
    parse = parse_rule_list if has_rules else parse_blocks_contents
    return cast("list[Any]", parse(rule.content, skip_comments=True, skip_whitespace=True))


def _opening(rule: Any) -> str:
    from tinycss2 import serialize  # noqa: PLC0415 - as above

    keyword = f"@{rule.lower_at_keyword}" if rule.type == "at-rule" else ""
    return f"{keyword}{serialize(rule.prelude)}"


def _are_inert(tokens: Iterable[Any]) -> bool:
    flat = _flat(tokens)
    return flat is not None and all(map(_is_inert_token, flat))


def _is_inert_token(token: Any) -> bool:
    if token.type == "url":
        return bool(_INSIDE.match(token.value))
    if token.type != "function":
        return True
    if token.lower_name != "url":
        return token.lower_name in _INERT_FUNCTIONS
    given = [argument for argument in token.arguments if argument.type != "whitespace"]
    return len(given) == 1 and given[0].type == "string" and bool(_INSIDE.match(given[0].value))


def _flat(tokens: Iterable[Any]) -> list[Any] | None:
    """All tokens, those within others too; None where some are broken or nested too deep."""
    found: list[Any] = []
    level = list(tokens)
    for _ in range(DEEPEST):
        if any(token.type == "error" for token in level):
            return None
        found += level
        level = [inner for token in level for inner in _within(token)]
    return None if level else found


def _within(token: Any) -> Iterable[Any]:
    if token.type == "function":
        return cast("list[Any]", token.arguments)
    return cast("list[Any]", token.content) if token.type in _BLOCKS else ()
