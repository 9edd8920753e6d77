"""Parser rules: what markdown-it does differently for us: comments, numbers, tangled brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from okrsite.pipeline.prose.plain import begins_with_number

OPENING, CLOSING = "<!--", "-->"

# Where a text was searched for the end of a comment in vain: from there on it need not be again.
_SEARCHED = "comments searched until line"
_LAST = -1

_NO_LIST = "okrsite_begins_with_number"

MOST_OPEN_BRACKETS = 30
# What stands in brackets is read once for each pair around it; a text of 1 MB with a link in every
# line stays far below.
MOST_BRACKETED = 4_000_000
_BRACKETS = re.compile(r"\\.|[\[\]]", re.DOTALL)
_CONTENT = "okrsite_content"


def leave_out_comments(parser: MarkdownIt) -> None:
    """Let a parser drop comments; one that is never closed is text like any other."""
    interrupted = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("heading", "comment", _comment_block, {"alt": interrupted})
    parser.inline.ruler.before("autolink", "comment", _inline_comment)


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines from one that begins with a comment to the one that ends with it."""
    first = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith(OPENING, first):
        return False
    if start < state.env.get(_SEARCHED, 0):
        return False
    for line in range(start, end):
        begin = first + len(OPENING) if line == start else state.bMarks[line]
        text = state.src[begin : state.eMarks[line]]
        if CLOSING in text:
            ends_here = not text.partition(CLOSING)[2].strip()
            if ends_here and not silent:
                state.line = line + 1
            return ends_here
    state.env[_SEARCHED] = end
    return False


def _inline_comment(state: StateInline, silent: bool) -> bool:  # noqa: ARG001 - the rule's form
    if not state.src.startswith(OPENING, state.pos):
        return False
    if _LAST not in state.cache:
        state.cache[_LAST] = state.src.rfind(CLOSING)
    if state.cache[_LAST] < state.pos + len(OPENING):
        return False
    state.pos = state.src.index(CLOSING, state.pos + len(OPENING)) + len(CLOSING)
    return True


def keep_first_number(parser: MarkdownIt) -> None:
    """Make the parser take a number that begins a text for a number, where no list begins."""
    interrupted = ["paragraph", "reference", "blockquote"]
    parser.block.ruler.at("list", _list_block, {"alt": interrupted})


def _list_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    is_first = not (silent or state.level or state.tokens)
    if is_first and state.env.setdefault(_NO_LIST, begins_with_number(state.src)):
        first = state.bMarks[start] + state.tShift[start]
        if state.src[first : first + 1].isdigit():
            return False
    return list_block(state, start, end, silent)


def skip_tangled_blocks(parser: MarkdownIt) -> None:
    """Make the parser pass over blocks with more than 30 brackets open inside one another.

    Each open bracket is tried with all that follow, so a file of them would keep a build for
    minutes; with fewer in each of many blocks, those that are too many for the text are passed
    over. Nobody writes such a text by hand.
    """
    parser.core.ruler.before("inline", "okrsite_tangle", _skip_tangled)


def tangled_blocks(tokens: Sequence[Token]) -> Iterator[Token]:
    """The blocks that were passed over, their words in them again as plain text."""
    for token in tokens:
        if _CONTENT in token.meta:
            token.content = token.meta[_CONTENT]
            token.children = [Token("text", "", 0, content=token.content)]
            yield token


def _skip_tangled(state: StateCore) -> None:
    room = MOST_BRACKETED
    for token in state.tokens:
        if token.type == "inline":
            bracketed = _bracketed(token.content)
            if bracketed is None or bracketed > room:
                token.meta[_CONTENT] = token.content
                token.content = ""
            else:
                room -= bracketed


def _bracketed(content: str) -> int | None:
    """How many characters are looked at for the ends of brackets; None with too many open."""
    if "[" not in content:
        return 0
    bracketed = 0
    opened: list[int] = []
    for found in _BRACKETS.finditer(content):
        if found[0] == "[":
            opened.append(found.start())
            if len(opened) > MOST_OPEN_BRACKETS:
                return None
        elif found[0] == "]" and opened:
            bracketed += found.start() - opened.pop()
    return bracketed + sum(len(content) - start for start in opened)
