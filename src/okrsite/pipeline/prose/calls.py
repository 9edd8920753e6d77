"""Calls: shortcodes of a text, `[[name: argument]]`, which a page fills when it is made."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from okrsite.pipeline.prose.foreign_markup import CALL

CALLED = "shortcode"
POSITION = "okrsite_position"
_WRITTEN = re.compile(CALL)


def read_calls(parser: MarkdownIt) -> None:
    """Let a parser read shortcodes; what is in code, or behind a backslash, is none."""
    parser.inline.ruler.before("link", CALLED, _call)


def _call(state: StateInline, silent: bool) -> bool:
    found = _WRITTEN.match(state.src, state.pos, state.posMax)
    # Silently the parser looks for the end of a link's words, and takes anything else in brackets
    # for another link, which may not stand there.
    if found is None or silent:
        return False
    state.push(CALLED, "", 0).meta = {
        "name": found["name"],
        "argument": found["argument"].strip(),
        "is_linked": bool(state.linkLevel),
        POSITION: state.pos,
    }
    state.pos = found.end()
    return True
