"""Tangle: blocks with so many open brackets that looking for links in them would take minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

DEEPEST = 30
_BRACKETS = re.compile(r"\\.|[\[\]]", re.DOTALL)
_CONTENT = "okrsite_content"


def set_tangles_apart(parser: MarkdownIt) -> None:
    """Make the parser pass over blocks with more than 30 brackets open inside one another.

    Each open bracket is tried with all that follow, so a file of them would keep a build for
    minutes. Nobody writes such a text by hand.
    """
    parser.core.ruler.before("inline", "okrsite_tangle", _set_apart)


def tangles(tokens: Sequence[Token]) -> Iterator[Token]:
    """The blocks that were passed over, their words in them again as plain text."""
    for token in tokens:
        if _CONTENT in token.meta:
            token.content = token.meta[_CONTENT]
            token.children = [Token("text", "", 0, content=token.content)]
            yield token


def _set_apart(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and _is_tangled(token.content):
            token.meta[_CONTENT] = token.content
            token.content = ""


def _is_tangled(content: str) -> bool:
    if content.count("[") <= DEEPEST:
        return False
    depth = 0
    for found in _BRACKETS.finditer(content):
        if found[0] == "[":
            depth += 1
            if depth > DEEPEST:
                return True
        elif found[0] == "]" and depth:
            depth -= 1
    return False
