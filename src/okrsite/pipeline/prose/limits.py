"""Limits: what keeps a text from making a page that nobody could load."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.pipeline.prose.source_map import Rows

if TYPE_CHECKING:
    from markdown_it.token import Token

DEEPEST = 100
LARGEST = 8_000_000
# Each of them is worked out for every page that shows the text.
MOST_CALLS = 500
_TAG = 32


def weight(tokens: Sequence[Token]) -> int:
    """At most how many characters of HTML the tokens hold, before escaping.

    Each use of a reference repeats its whole address, so a short text can mean a huge page.
    """
    return sum(
        _TAG
        + len(token.content if token.children is None else "")
        + sum(len(str(value)) for value in token.attrs.values())
        + (weight(token.children) if token.children else 0)
        for token in tokens
    )


def size_finding(rows: Rows) -> Diagnostic:
    """The finding about a text whose page nobody could load."""
    return error(
        "OKR163",
        rows.start(0),
        "the text would make more than 8 MB of HTML",
        "Split it, and shorten the addresses that it uses again and again",
    )


def parts_finding(rows: Rows) -> Diagnostic:
    """The finding about a text of more parts than a page may be made of."""
    return error(
        "OKR163",
        rows.start(0),
        "the text has more than 300,000 parts: cells, items, links and words between marks",
        "Split it in several pages, or link a table as a file",
    )


def calls_finding(rows: Rows) -> Diagnostic:
    """The finding about a text with more shortcodes than a page may fill."""
    return error(
        "OKR163",
        rows.start(0),
        f"the text has more than {MOST_CALLS} shortcodes",
        "Split it in several pages",
    )


def tangled_finding(token: Token, rows: Rows) -> Diagnostic:
    """The finding about a block whose brackets were passed over."""
    return error(
        "OKR162",
        rows.start(token.map[0] if token.map else 0),
        "too many brackets are open inside one another here; no link in this text is followed",
        "Close the brackets, or write \\[ for one that begins no link",
    )


def depth_findings(tokens: Sequence[Token], rows: Rows) -> list[Diagnostic]:
    """The finding about the first place where the parser went no deeper, if there is one."""
    for token, following in pairwise(tokens):
        if token.nesting == 1 and token.level >= DEEPEST - 1 and following.type != "inline":
            return [
                error(
                    "OKR162",
                    rows.start(token.map[0] if token.map else 0),
                    f"lists and quotes are more than {DEEPEST} deep here; what is inside is lost",
                    "Bring the text to fewer levels",
                )
            ]
    return []
