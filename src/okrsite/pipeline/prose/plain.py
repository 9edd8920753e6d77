"""Plain: a text without its markup, and the texts that have none to begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from okrsite.model.prose import Prose
from okrsite.pipeline.prose.address import BARE_BEGINNING

if TYPE_CHECKING:
    from markdown_it.token import Token

_FIRST_NUMBER = re.compile(r"\s*([0-9]{1,9})[.)](?=\s|\Z)")
_LISTED_NUMBER = re.compile(r"^ {0,3}([0-9]{1,9})[.)](?=\s|\Z)", re.MULTILINE)
_PERCENT = re.compile(r"(?<=[0-9]) (?=%)")
_ONE_LINE = re.compile(r"[^\W\d_][^\\`*_\[\]<>&~|#\x00-\x1f\x7f-\x9f\u2028\u2029]*")


def plain_prose(text: str) -> Prose | None:
    """The prose of one line without any markup; None where markup is possible.

    The same as the whole Markdown would give, in a hundredth of its time.
    """
    if not _ONE_LINE.fullmatch(text) or text[-1].isspace() or BARE_BEGINNING.search(text):
        return None
    escaped = keep_percent(text).replace('"', "&quot;")
    return Prose((f"<p>{escaped}</p>\n",), text=text)


def keep_percent(text: str) -> str:
    """A text in which no line ends between a figure and its per cent sign."""
    return _PERCENT.sub("\N{NO-BREAK SPACE}", text) if " %" in text else text


def begins_with_number(text: str) -> bool:
    """Whether a text begins with a number and its point, and not with a list.

    "58. Two below the plan" tells a value. A list counts from 0 or 1, or its second item counts on.
    """
    first = _FIRST_NUMBER.match(text)
    if first is None or (number := int(first[1])) in {0, 1}:
        return False
    second = _LISTED_NUMBER.search(text, first.end())
    return second is None or int(second[1]) not in {number, number + 1}


def plain_text(tokens: Sequence[Token]) -> str:
    """A text as it would be read aloud: one line for each block."""
    blocks = (_block(token) for token in tokens)
    return "\n".join(block for block in blocks if block)


def plain_inline(children: Iterable[Token]) -> str:
    """The words of a paragraph or heading: code and the words for pictures included."""
    return "".join(_words(child) for child in children)


def _block(token: Token) -> str:
    match token.type:
        case "inline":
            return plain_inline(token.children or ()).strip()
        case "fence" | "code_block":
            return token.content.strip()
        case _:
            return ""


def _words(child: Token) -> str:
    match child.type:
        case "text" | "code_inline" | "html_tag":
            return child.content
        case "softbreak" | "hardbreak":
            return " "
        case "shortcode":
            # What it shows is known only when a page is made.
            return "…"
        case "image":
            return plain_inline(child.children or ())
        case _:
            return ""
