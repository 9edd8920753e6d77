"""Bare addresses: `https://…` and `www.…` in a text are links, as a forge shows them.

Each address is read once from its beginning, so the time grows with the length of the text alone;
linkify-it looks through the rest of a text again for each `://` in it.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from okrsite.pipeline.prose.address import BARE_BEGINNING, Outer, link_address

LONGEST = 2000

# Up to what no address holds: spaces, quotes, angle brackets, code, the marks of Chinese and
# Japanese sentences, and square brackets that do not close, since they belong to a link around it.
_ADDRESS = re.compile(
    r"(?:[^\s<>\"`\[\]\u3000-\u303f\uff01-\uff0f\uff1a-\uff1f\u201c-\u201f\u00ab\u00bb]"
    r"|\[[^\s<>\"`\[\]]{0,60}\])+"
)
# Of a sentence around an address, as in GitHub's rules; brackets and entities are looked at apart.
_PUNCTUATION = "?!.,:*_~'\u2018\u2019\u2026\\"
_ENTITY = re.compile(r"&[A-Za-z0-9]{1,31};\Z")


def link_bare_addresses(parser: MarkdownIt) -> None:
    """Let a parser make links of bare addresses, in linear time."""
    parser.inline.ruler.at("text", _text)
    parser.inline.ruler.before("text", "bare_address", _bare_address)


def _text(state: StateInline, silent: bool) -> bool:
    """Plain text up to the next character with a meaning, or the next bare address."""
    start = state.pos
    found = _end_of_text(state.md.inline.terminator_re.pattern).search(state.src, start)
    end = min(found.start() if found else state.posMax, state.posMax)
    if end == start:
        return False
    if not silent:
        state.append_pending(state.src[start:end])
    state.pos = end
    return True


@cache
def _end_of_text(terminator: str) -> re.Pattern[str]:
    """What ends plain text, in one pattern: to look for the later of two would read on and on."""
    return re.compile(f"(?:{terminator})|{BARE_BEGINNING.pattern}")


def _bare_address(state: StateInline, silent: bool) -> bool:
    beginning = BARE_BEGINNING.match(state.src, state.pos)
    if beginning is None:
        return False
    found = _ADDRESS.match(state.src, beginning.end(), state.posMax)
    end = found.end() if found else beginning.end()
    written = _without_sentence(state.src[state.pos : end])
    url = _url(written)
    if not silent:
        if url and not state.linkLevel:
            _push_link(state, url, unescapeAll(written))
        else:
            state.append_pending(written)
    state.pos += len(written)
    return True


def _url(written: str) -> str:
    """The address that a link may have; empty for one that no page may hold."""
    if len(written) > LONGEST:
        return ""
    full = unescapeAll(written)
    address = link_address(f"http://{full}" if full.startswith("www.") else full)
    return address.url if isinstance(address, Outer) else ""


def _push_link(state: StateInline, url: str, words: str) -> None:
    opening: Token = state.push("link_open", "a", 1)
    opening.attrs = {"href": url}
    opening.info = "auto"
    state.push("text", "", 0).content = words
    state.push("link_close", "a", -1).info = "auto"


def _without_sentence(written: str) -> str:
    """An address without the marks of the sentence that it stands in.

    A closing bracket belongs to the address where it closes one of it.
    """
    unopened = written.count(")") - written.count("(")
    end = len(written)
    while end:
        last = written[end - 1]
        if last == ")" and unopened > 0:
            unopened -= 1
            end -= 1
        elif last == "(":
            unopened += 1
            end -= 1
        elif last in _PUNCTUATION:
            end -= 1
        elif last == ";":
            entity = _ENTITY.search(written, max(0, end - 33), end)
            end = entity.start() if entity else end - 1
        else:
            break
    return written[:end]
