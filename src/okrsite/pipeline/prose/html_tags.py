"""HTML tags: what a forge would take for HTML in a text is shown as text here, and told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from okrsite.model.diagnostic import Diagnostic
from okrsite.pipeline.prose.source_map import Rows

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
_LINK = re.compile(
    r"<a\s[^<>]*?href=[\"']?([^\"'\s<>]{1,2000})[^<>]*>([^<>\[\]]{1,200})</a>",
    re.IGNORECASE,
)
_TYPE = "html_tag"
_POSITION = "okrsite_position"
# A name such as <customer> is no tag, and means what it says.
_NAMES = """
    a abbr address article aside audio b big blockquote body br button canvas center cite code
    dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4
    h5 h6 head header hr html i iframe img input ins kbd label li link main mark math meta nav
    object ol option p picture pre q s samp script section select small source span strike strong
    style sub summary sup svg table tbody td textarea tfoot th thead tr tt u ul var video
"""
_KNOWN = frozenset(_NAMES.split())
_MARKDOWN = {
    "a": "[words](address)",
    "b": "**words**",
    "strong": "**words**",
    "i": "*words*",
    "em": "*words*",
    "s": "~~words~~",
    "del": "~~words~~",
    "strike": "~~words~~",
    "code": "`words`",
    "pre": "``` on the lines before and after it",
    "img": "![words](picture.png)",
    "li": "- words",
    "ul": "- words",
    "ol": "1. words",
    "blockquote": "> words",
    "br": "an empty line, or a backslash at the end of the line",
    "p": "an empty line",
    "hr": "---",
    "table": "| words | words |",
    "td": "| words | words |",
    **{f"h{level}": f"{'#' * level} words" for level in range(1, 7)},
}


def show_html_tags(parser: MarkdownIt) -> None:
    """Let a parser show tags as they are written, with where they stand."""
    parser.inline.ruler.at("html_inline", _html_tag)


def _html_tag(state: StateInline, silent: bool) -> bool:
    found = _TAG.match(state.src, state.pos, state.posMax)
    if found is None or found[1].lower() not in _KNOWN:
        return False
    if not silent:
        token = state.push(_TYPE, "", 0)
        token.content = found[0]
        token.meta = {_POSITION: state.pos}
    state.pos = found.end()
    return True


def html_findings(tokens: Sequence[Token], rows: Rows) -> list[Diagnostic]:
    """The finding about the first tag of a text, which tells of all."""
    found = [
        (token, child) for token in tokens for child in token.children or () if child.type == _TYPE
    ]
    if not found:
        return []
    block, tag = found[0]
    position = tag.meta[_POSITION]
    place = rows.block(block.content, block.map[0] if block.map else 0, is_cell=False)
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    message = f"the HTML tag {_short(tag.content)} is shown as text{more}"
    help_ = _help(block.content, position, tag.content)
    return [Diagnostic("OKR165", "warning", place.span(position), message, help_)]


def _help(content: str, position: int, tag: str) -> str:
    if link := _LINK.match(content, position):
        return f"Write it in Markdown: [{link[2]}]({link[1]})"
    named = _TAG.match(tag)
    written = _MARKDOWN.get(named[1].lower() if named else "")
    if written:
        return f"Write it in Markdown: {written}"
    return "Texts hold Markdown and no HTML: take the tag out, or put `backticks` around it"


def _short(tag: str) -> str:
    return tag if len(tag) <= 40 else f"{tag[:37]}..."
