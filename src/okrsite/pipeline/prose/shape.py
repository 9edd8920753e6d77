"""Shape: headings, tasks and tables of a text as our pages show them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from okrsite.model.prose import Heading, anchor_of
from okrsite.pipeline.prose.anchors import HeadingAnchors
from okrsite.pipeline.prose.html import TASK
from okrsite.pipeline.prose.plain import plain_inline

_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S|$)")


def shape_headings(tokens: Sequence[Token], *, anchors: bool) -> tuple[Heading, ...]:
    """Put every heading one level down and give it an id that is unique in the text.

    The anchors are those of GitHub (`#why-this-matters`, then `#why-this-matters-1`); the ids have
    a prefix of ours, so that no heading takes the id of a part of the page.
    """
    headings: list[Heading] = []
    heading_anchors = HeadingAnchors()
    for position, token in enumerate(tokens):
        if token.type not in {"heading_open", "heading_close"}:
            continue
        # The page's title is its only heading of level 1.
        level = min(int(token.tag[1:]) + 1, 6)
        token.tag = f"h{level}"
        if token.type == "heading_open" and anchors:
            text = plain_inline(tokens[position + 1].children or ())
            anchor = heading_anchors.next_anchor(text)
            token.attrSet("id", anchor_of(anchor))
            headings.append(Heading(level, anchor, text))
    return tuple(headings)


def shape_tables(tokens: Sequence[Token]) -> None:
    """Turn a cell's inline style into a class, and tell what the head of a column is."""
    for token in tokens:
        if token.type not in {"th_open", "td_open"}:
            continue
        style = str(token.attrs.pop("style", ""))
        if style:
            token.attrs["class"] = style.replace("text-align:", "align-")
        if token.type == "th_open":
            token.attrs["scope"] = "col"


def shape_tasks(tokens: Sequence[Token]) -> None:
    """Turn `[ ]` and `[x]` at the start of a list's item into a box with the task as its label."""
    for position in range(2, len(tokens)):
        inline = tokens[position]
        if inline.type != "inline" or tokens[position - 2].type != "list_item_open":
            continue
        children = inline.children or []
        found = _TASK.match(children[0].content) if _starts_with_text(children) else None
        if not found:
            continue
        first = children[0]
        first.content = first.content[found.end() :]
        opening = Token(f"{TASK}_open", "", 0, meta={"is_done": found[1] != " "})
        inline.children = [opening, *children, Token(f"{TASK}_close", "", 0)]
        tokens[position - 2].attrJoin("class", "task")


def _starts_with_text(children: Sequence[Token]) -> bool:
    return bool(children) and children[0].type == "text"
