"""Links: every link and picture of a text checked, and the inner ones cut out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.model.prose import Call, Link
from okrsite.pipeline.prose.address import (
    Address,
    Inner,
    Outer,
    Refused,
    image_address,
    link_address,
)
from okrsite.pipeline.prose.calls import CALLED, POSITION
from okrsite.pipeline.prose.plain import plain_inline
from okrsite.pipeline.prose.source_map import Rows, SourceBlock

_Rule: TypeAlias = Callable[[StateInline, bool], bool]
_CELLS = {"th_open", "td_open"}


def keep_every_link(parser: MarkdownIt) -> None:
    """Make the parser keep every link and picture as it was written, with where it begins.

    They are checked afterwards, each with a finding at its place.
    """
    for name, rule in (("link", link), ("autolink", autolink), ("image", image)):
        parser.inline.ruler.at(name, _with_position(rule))
    for name in ("normalizeLink", "normalizeLinkText"):
        setattr(parser, name, _unchanged)
    setattr(parser, "validateLink", _accept)  # noqa: B010 - an instance's own answer, as documented


def _unchanged(url: str) -> str:
    return url


def _accept(_url: str) -> bool:
    return True


class CheckedLinks:
    """The inner links and shortcodes of a text, and what is wrong with other links, in order."""

    def __init__(self, rows: Rows) -> None:
        self.links: list[Link] = []
        self.calls: list[Call] = []
        self.findings: list[Diagnostic] = []
        self._rows = rows
        self._links_to: dict[str, Address] = {}
        self._images_at: dict[str, Address] = {}

    def check(self, tokens: Sequence[Token]) -> None:
        """Check the links of all blocks, and leave in the tokens only what a page may hold."""
        previous = ""
        for token in tokens:
            if token.type == "inline" and token.children:
                is_cell = previous in _CELLS
                if is_cell or any(POSITION in child.meta for child in token.children):
                    row = token.map[0] if token.map else 0
                    block = self._rows.block(token.content, row, is_cell=is_cell)
                    token.children = self._children(token.children, block)
            previous = token.type

    def _children(self, children: Sequence[Token], block: SourceBlock) -> list[Token]:
        kept: list[Token] = []
        is_open: list[bool] = []
        for child in children:
            if child.type == "link_open":
                # Markdown lets an autolink stand inside a link's words; HTML does not.
                is_open.append(not any(is_open) and self._keep(child, block))
                kept += [child] if is_open[-1] else []
            elif child.type == "link_close":
                kept += [child] if not is_open or is_open.pop() else []
            elif child.type == CALLED:
                kept.append(self._call(child, block))
            elif child.type == "image" and not self._keep(child, block):
                kept.append(Token("text", "", 0, content=plain_inline(child.children or ())))
            else:
                kept.append(child)
        return kept

    def _call(self, token: Token, block: SourceBlock) -> Token:
        meta = token.meta
        span = block.span(meta[POSITION])
        token.meta = {"number": len(self.calls)}
        self.calls.append(Call(meta["name"], meta["argument"], span, meta["is_linked"]))
        return token

    def _keep(self, token: Token, block: SourceBlock) -> bool:
        is_image = token.type == "image"
        attribute = "src" if is_image else "href"
        span = block.span(token.meta.get(POSITION, 0))
        match self._address(str(token.attrs.get(attribute, "")), is_image=is_image):
            case Outer(url):
                token.attrs[attribute] = url
            case Inner(target):
                token.attrs[attribute] = f"\0{len(self.links)}\0"
                self.links.append(Link(target, span, is_image))
            case Refused(message, mending):
                self.findings.append(_refusal(span, message, mending, is_image=is_image))
                return False
        return True

    def _address(self, written: str, *, is_image: bool) -> Address:
        known = self._images_at if is_image else self._links_to
        if written not in known:
            known[written] = image_address(written) if is_image else link_address(written)
        return known[written]


def _refusal(span: Span, message: str, mending: str, *, is_image: bool) -> Diagnostic:
    return error("OKR161" if is_image else "OKR160", span, message, mending)


def _with_position(rule: _Rule) -> _Rule:
    def remembering(state: StateInline, silent: bool) -> bool:
        position, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            opened = (t for t in state.tokens[before:] if t.type in {"link_open", "image"})
            if token := next(opened, None):
                token.meta[POSITION] = position
        return True

    return remembering
