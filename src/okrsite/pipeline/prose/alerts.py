"""Alerts: a quote that begins with `[!NOTE]` or the like stands out, as on a forge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

_MARK = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?:[ \t]+|$)", re.IGNORECASE)
_BREAKS = {"softbreak", "hardbreak"}


def shape_alerts(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with such quotes turned into alerts.

    The title is what follows the mark on its line, else the kind's word in the site's language.
    """
    shaped: list[Token] = []
    is_alert: list[bool] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        if token.type == "blockquote_open":
            kind = _kind(tokens[position : position + 2])
            is_alert.append(bool(kind))
            shaped.append(_opening(kind) if kind else token)
            if kind:
                shaped += _title(tokens[position : position + 3], kind)
                position += 3
        elif token.type == "blockquote_close" and is_alert.pop():
            shaped.append(Token("alert_close", "div", -1, block=True))
        else:
            shaped.append(token)
    return shaped


def _kind(following: Sequence[Token]) -> str:
    """The kind of alert that the first paragraph of a quote makes of it, in small letters."""
    if [token.type for token in following] != ["paragraph_open", "inline"]:
        return ""
    children = following[1].children or []
    found = _MARK.match(children[0].content) if children and children[0].type == "text" else None
    return found[1].lower() if found else ""


def _opening(kind: str) -> Token:
    attributes: dict[str, str | int | float] = {"class": f"alert alert-{kind}", "role": "note"}
    return Token("alert_open", "div", 1, attrs=attributes, block=True)


def _title(paragraph: Sequence[Token], kind: str) -> Iterator[Token]:
    """A paragraph in two: its first line as the title, and the rest if there is one."""
    opening, inline, closing = paragraph
    children = inline.children or []
    breaks = (place for place, child in enumerate(children) if child.type in _BREAKS)
    end = next(breaks, len(children))
    first, rest = children[:end], children[end + 1 :]
    first[0].content = first[0].content[_length_of_mark(first[0].content) :]
    if not first[0].content and len(first) == 1:
        first = [Token("site_word", "", 0, meta={"key": f"prose.{kind}"})]
    yield Token("paragraph_open", "p", 1, attrs={"class": "alert-title"}, block=True)
    yield Token("inline", "", 0, children=first, content="")
    yield Token("paragraph_close", "p", -1, block=True)
    if rest:
        inline.children = rest
        yield from (opening, inline, closing)


def _length_of_mark(content: str) -> int:
    found = _MARK.match(content)
    return found.end() if found else 0
