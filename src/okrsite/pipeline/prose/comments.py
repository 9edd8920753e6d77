"""Comments: what authors hide between `<!--` and `-->` stays with the authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

OPENING, CLOSING = "<!--", "-->"

# Where a text was searched for the end of a comment in vain: from there on it need not be again.
_SEARCHED = "comments searched until line"
_LAST = -1


def leave_out_comments(parser: MarkdownIt) -> None:
    """Let a parser drop comments; one that is never closed is text like any other."""
    interrupted = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("heading", "comment", _block, {"alt": interrupted})
    parser.inline.ruler.before("autolink", "comment", _inline)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
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


def _inline(state: StateInline, silent: bool) -> bool:  # noqa: ARG001 - the rule's form
    if not state.src.startswith(OPENING, state.pos):
        return False
    if _LAST not in state.cache:
        state.cache[_LAST] = state.src.rfind(CLOSING)
    if state.cache[_LAST] < state.pos + len(OPENING):
        return False
    state.pos = state.src.index(CLOSING, state.pos + len(OPENING)) + len(CLOSING)
    return True
