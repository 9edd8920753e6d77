"""Footnotes: `[^1]` in a text and `[^1]: ...` on a line of its own, as GitHub has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.prose import word
from okrsite.pipeline.prose.source_map import Rows

_LABEL = r"\[\^([^\s\[\]^]{1,100})\]"
_REFERENCE = re.compile(_LABEL)
_DEFINITION = re.compile(rf"{_LABEL}:[ \t]*")
_DEFINED = "okrsite_footnotes"
_REFERRING = "footnote_reference"
_OPENING, _CLOSING = "footnote_open", "footnote_close"
_INDENT = 4

_Attributes: TypeAlias = dict[str, str | int | float]


def read_footnotes(parser: MarkdownIt) -> None:
    """Let a parser read footnotes; `placed_footnotes` then brings them to the end of the text."""
    interrupted = ["paragraph", "reference"]
    parser.block.ruler.before("reference", "footnote", _definition, {"alt": interrupted})
    parser.inline.ruler.before("link", _REFERRING, _reference)


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A footnote's text: the rest of the line, and what is indented by four below it."""
    if state.is_code_block(start):
        return False
    first = state.bMarks[start] + state.tShift[start]
    found = _DEFINITION.match(state.src, first, state.eMarks[start])
    if found is None or silent:
        return found is not None
    label = found[1].lower()
    opening = state.push(_OPENING, "", 1)
    opening.meta = {"label": label}
    state.env.setdefault(_DEFINED, set()).add(label)
    _read_inside(state, start, end, found.end())
    opening.map = [start, state.line]
    state.push(_CLOSING, "", -1)
    return True


def _read_inside(state: StateBlock, start: int, end: int, content: int) -> None:
    line = (state.bMarks[start], state.tShift[start], state.sCount[start])
    parent, indent = state.parentType, state.blkIndent
    state.blkIndent += _INDENT
    state.bMarks[start], state.tShift[start], state.sCount[start] = content, 0, state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, start, end)
    state.parentType, state.blkIndent = parent, indent
    state.bMarks[start], state.tShift[start], state.sCount[start] = line


def _reference(state: StateInline, silent: bool) -> bool:
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    # Links do not stand in links.
    if found is None or state.linkLevel or found[1].lower() not in state.env.get(_DEFINED, ()):
        return False
    if not silent:
        state.push(_REFERRING, "", 0).meta = {"label": found[1].lower()}
    state.pos = found.end()
    return True


class _Footnote(Struct):
    """A footnote's tokens; its number and how often it was referred to are counted."""

    opening: Token
    tokens: list[Token]
    number: int = 0
    references: int = 0


def placed_footnotes(tokens: Sequence[Token], rows: Rows) -> tuple[list[Token], list[Diagnostic]]:
    """The tokens with the footnotes at the end, numbered as the text refers to them.

    A footnote that nothing refers to is left out, with a finding; so is the second of one name.
    """
    body, footnotes, doubled = _parted(tokens)
    if not footnotes:
        return body, []
    shown: list[_Footnote] = []
    _number(body, footnotes, shown)
    for footnote in shown:
        # A footnote may refer to others, which then join the list while it is gone through.
        _number(footnote.tokens, footnotes, shown)
    findings = [
        *(_finding(opening, rows, "is written a second time") for opening in doubled),
        *(
            _finding(footnote.opening, rows, "is referred to nowhere in the text")
            for footnote in footnotes.values()
            if not footnote.number
        ),
    ]
    return [*body, *(_section(shown) if shown else ())], findings


def _parted(
    tokens: Sequence[Token],
) -> tuple[list[Token], dict[str, _Footnote], list[Token]]:
    """The text, its footnotes by their labels, and the beginnings of those that came again."""
    body: list[Token] = []
    footnotes: dict[str, _Footnote] = {}
    doubled: list[Token] = []
    targets = [body]
    for token in tokens:
        if token.type == _OPENING:
            footnote = _Footnote(token, [])
            if footnotes.setdefault(token.meta["label"], footnote) is not footnote:
                doubled.append(token)
            targets.append(footnote.tokens)
        elif token.type == _CLOSING:
            targets.pop()
        else:
            targets[-1].append(token)
    return body, footnotes, doubled


def _number(
    tokens: Sequence[Token], footnotes: dict[str, _Footnote], shown: list[_Footnote]
) -> None:
    references = (
        child for token in tokens for child in token.children or () if child.type == _REFERRING
    )
    for reference in references:
        footnote = footnotes[reference.meta["label"]]
        if not footnote.number:
            shown.append(footnote)
            footnote.number = len(shown)
        footnote.references += 1
        reference.meta = {"number": footnote.number, "nth": footnote.references}


def _finding(opening: Token, rows: Rows, what: str) -> Diagnostic:
    return Diagnostic(
        "OKR411",
        "warning",
        rows.start(opening.map[0] if opening.map else 0),
        f"the footnote '{opening.meta['label']}' {what}, and is not shown",
        f"Write [^{opening.meta['label']}] in the text where it belongs, or take it out",
    )


def _section(shown: Sequence[_Footnote]) -> Iterator[Token]:
    attributes: _Attributes = {
        "class": "footnotes",
        "role": "doc-endnotes",
        "aria-label": word("prose.footnotes"),
    }
    yield Token("footnotes_open", "div", 1, attrs=attributes, block=True)
    yield Token("ordered_list_open", "ol", 1, block=True)
    for footnote in shown:
        identity: _Attributes = {"id": f"fn-{footnote.number}"}
        yield Token("list_item_open", "li", 1, attrs=identity, block=True)
        yield from _with_way_back(footnote)
        yield Token("list_item_close", "li", -1, block=True)
    yield Token("ordered_list_close", "ol", -1, block=True)
    yield Token("footnotes_close", "div", -1, block=True)


def _with_way_back(footnote: _Footnote) -> Iterator[Token]:
    """A footnote's tokens with links back to the text, in a paragraph at its end."""
    back = [
        Token("footnote_back", "", 0, meta={"number": footnote.number, "nth": nth})
        for nth in range(1, footnote.references + 1)
    ]
    tokens = footnote.tokens
    if tokens and tokens[-1].type == "paragraph_close":
        last = tokens[-2]
        last.children = [*(last.children or ()), *back]
        yield from tokens
        return
    yield from tokens
    yield Token("paragraph_open", "p", 1, block=True)
    yield Token("inline", "", 0, children=back, content="")
    yield Token("paragraph_close", "p", -1, block=True)
