"""Simple text: the inside of a block with plain emphasis, code and links, written as HTML."""

from __future__ import annotations

import re

from okrsite.model.prose import Heading, Link, Prose
from okrsite.pipeline.prose.address import Inner, Outer, link_address
from okrsite.pipeline.prose.anchors import HeadingAnchors
from okrsite.pipeline.prose.plain import keep_percent
from okrsite.pipeline.prose.source_map import TextOrigin

SPECIAL = re.compile(r"[\\`*_\[\]<&~]")

_PLAIN = r"[^\\`*_\[\]<>&~\n]"
# What is emphasised begins and ends with a letter or digit, and so do its neighbours not: then
# every rule about which mark may open and which may close agrees.
_WORDS = rf"(?:[^\W_]|[^\W_]{_PLAIN}*[^\W_])"
# No alternative looks further than its own end or the next special character, and a text in which
# none of them matches is given up: that keeps the whole linear.
_INLINE = re.compile(
    rf"(?<![\w*])\*\*(?P<strong>{_WORDS})\*\*(?![\w*])"
    rf"|(?<![\w*])\*(?P<em>{_WORDS})\*(?![\w*])"
    r"|(?<!`)`(?P<code>[^`\s]|[^`\s][^`\n]*[^`\s])`(?!`)"
    rf"|(?<!!)\[(?P<words>{_PLAIN}+)\]\((?P<to>[^\s()<>\\&]+)\)"
    r"|<(?P<address>https?://[^\s<>\\&`]+)>"
    r"|(?<=\w)(?P<underscore>_)(?=\w)"
)


class NotSimpleError(Exception):
    """The text holds something that only the full parser reads."""


class Writer:
    """What has been written of a text so far: its HTML, links, headings and words."""

    def __init__(self, origin: TextOrigin, *, anchors: bool) -> None:
        self.html: list[str] = []
        self.headings: list[Heading] = []
        self.words: list[str] = []
        self.anchors = HeadingAnchors() if anchors else None
        self._links: list[Link] = []
        self._origin = origin

    def prose(self) -> Prose:
        """All of it, cut open at its inner links."""
        html = "".join(self.html)
        parts = tuple(html.split("\0")) if html else ()
        return Prose(parts, tuple(self._links), tuple(self.headings), "\n".join(self.words))

    def say(self, words: str) -> None:
        """Add the words of a block, if there are any."""
        if words := words.strip():
            self.words.append(words)

    def inline(self, text: str, row: int, offset: int) -> str:
        """Write text that begins at an offset of a row, both from 0; gives its words."""
        words: list[str] = []
        end = 0
        while special := SPECIAL.search(text, end):
            start = special.start()
            found = _INLINE.match(text, start)
            if found is None:
                raise NotSimpleError
            words += (self._plain(text[end:start]), self._part(found, row, offset + start))
            end = found.end()
        words.append(self._plain(text[end:]))
        return "".join(words)

    def _plain(self, text: str) -> str:
        self.html.append(escape(keep_percent(text)))
        return text

    def _part(self, found: re.Match[str], row: int, offset: int) -> str:
        kind = found.lastgroup or ""
        if kind == "to":
            return self._link(found["to"], found["words"], row, offset)
        if kind == "address":
            return self._link(found["address"], found["address"], row, offset)
        if kind == "underscore":
            return self._plain("_")
        words = found[kind] if kind == "code" else keep_percent(found[kind])
        self.html.append(f"<{kind}>{escape_all(words)}</{kind}>")
        return found[kind]

    def _link(self, written: str, words: str, row: int, offset: int) -> str:
        match link_address(written):
            case Outer(url):
                address = escape_all(url)
            case Inner(target):
                address = "\0"
                self._links.append(Link(target, self._origin.span(row, offset)))
            case _:
                raise NotSimpleError  # for the sake of its finding
        self.html.append(f'<a href="{address}">{escape_all(keep_percent(words))}</a>')
        return words


def escape(text: str) -> str:
    """As `escape_all`, of text without `&` and `<`."""
    return text.replace(">", "&gt;").replace('"', "&quot;")


def escape_all(text: str) -> str:
    """Text as markdown-it writes it into HTML and attributes."""
    return escape(text.replace("&", "&amp;").replace("<", "&lt;"))
