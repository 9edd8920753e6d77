"""Parts: the tokens of a text, up to as many as a page may be made of.

A token takes half a kilobyte, so that a text of 1 MB made of cells, items or marks alone would take
a gigabyte before the first of them is written.
"""

from __future__ import annotations

from typing import SupportsIndex

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

MOST = 300_000


class TooManyPartsError(Exception):
    """The text has more parts than a page may be made of."""


class Parts(list[Token]):
    """A list of tokens with room for some more; raises TooManyPartsError where it is full."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def append(self, token: Token, /) -> None:
        """Add a token, as every rule of the parser does."""
        if len(self) >= self._room:
            raise TooManyPartsError
        super().append(token)

    def __reduce_ex__(self, _: SupportsIndex, /) -> tuple[type[list[Token]], tuple[list[Token]]]:
        """A copy is a list as any other."""
        return list, ([*self],)


def bound_parts(parser: MarkdownIt) -> None:
    """Let a parser stop at a text of too many parts, by TooManyPartsError."""
    parser.core.ruler.before("normalize", "okrsite_parts", _begin)
    parser.core.ruler.at("inline", _inline)


def _begin(state: StateCore) -> None:
    state.tokens = Parts(MOST)


def _inline(state: StateCore) -> None:
    room = MOST - len(state.tokens)
    for token in state.tokens:
        if token.type == "inline":
            token.children = Parts(room)
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            room -= len(token.children)
