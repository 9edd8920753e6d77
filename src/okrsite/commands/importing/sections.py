"""Sections: a text of Markdown as a tree of headings, with the blocks below each."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

from okrsite.commands.errors import CommandError
from okrsite.commands.importing.tables import SourceTable, table_of

_MOST_CHARACTERS = 1_000_000
_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)\n.*?^\1[ \t]*\n", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(
    r"(\*\*|__|~~|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|`)"
)


class Item(Struct, frozen=True):
    """An item of a list: its first line, what else it says, and the items within it."""

    text: str
    line: int
    more: str = ""
    items: tuple[Item, ...] = ()


class TextBlock(Struct, frozen=True):
    """A paragraph, a list or a table; `source` is its text as it was written."""

    line: int
    source: str
    items: tuple[Item, ...] = ()
    table: SourceTable | None = None
    is_paragraph: bool = False


class TextSection(Struct, frozen=True):
    """A heading with what stands below it, up to the next one of its level or above."""

    title: str
    level: int
    line: int
    blocks: tuple[TextBlock, ...] = ()
    sections: tuple[TextSection, ...] = ()
    source: str = ""


def sections_of(name: str, text: str) -> TextSection:
    """The whole text as one section of level 0. Raises `CommandError` for one too long to read."""
    if len(text) > _MOST_CHARACTERS:
        raise CommandError(f"{name} is longer than {_MOST_CHARACTERS:,} characters")
    front = _FRONT_MATTER.match(text)
    if front:
        # Blank lines keep the numbers of all others.
        text = "\n" * front[0].count("\n") + text[front.end() :]
    lines = text.split("\n")
    parser = MarkdownIt("commonmark", {"maxNesting": 60}).enable("table")
    tokens = parser.parse(text)
    flat = list(_flat(tokens, lines, name))
    front_block = [TextBlock(1, front[0].strip(), is_paragraph=False)] if front else []
    return _tree(TextSection("", 0, 1), deque([*front_block, *flat]))


def plain_text(written: str) -> str:
    """A line of Markdown without its marks; of a link its text."""
    return " ".join(_EMPHASIS.sub("", _LINK.sub(r"\1", written)).split())


def has_link(written: str) -> bool:
    """Whether a line of Markdown has a link, whose address its plain text lacks."""
    return bool(_LINK.search(written))


def _flat(
    tokens: Sequence[Token], lines: list[str], name: str
) -> Iterator[TextSection | TextBlock]:
    """The headings and blocks of a text, in order."""
    place = 0
    while place < len(tokens):
        end = _end(tokens, place)
        token, inner = tokens[place], tokens[place + 1 : end]
        first, last = token.map or [0, 0]
        source = "\n".join(lines[first:last]).rstrip()
        if token.type == "heading_open":
            yield TextSection(
                plain_text(inner[0].content), int(token.tag[1]), first + 1, source=source
            )
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            yield TextBlock(first + 1, source, items=tuple(_items(inner)))
        elif token.type == "table_open":
            yield TextBlock(first + 1, source, table=_table(inner, name))
        elif source:
            yield TextBlock(first + 1, source, is_paragraph=token.type == "paragraph_open")
        place = end + 1


def _end(tokens: Sequence[Token], place: int) -> int:
    """The place of the token that closes the one at a place; the same where none does."""
    if tokens[place].nesting != 1:
        return place
    level = tokens[place].level
    return next(
        at
        for at in range(place + 1, len(tokens))
        if tokens[at].level == level and tokens[at].nesting == -1
    )


def _items(tokens: Sequence[Token]) -> Iterator[Item]:
    place = 0
    while place < len(tokens):
        end = _end(tokens, place)
        if tokens[place].type == "list_item_open":
            yield _item(tokens[place], tokens[place + 1 : end])
        place = end + 1


def _item(opening: Token, tokens: Sequence[Token]) -> Item:
    said: list[str] = []
    items: list[Item] = []
    place = 0
    while place < len(tokens):
        end = _end(tokens, place)
        token = tokens[place]
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            items += _items(tokens[place + 1 : end])
        elif token.type == "paragraph_open":
            said.append(tokens[place + 1].content)
        elif token.content:
            said.append(token.content)
        place = end + 1
    first, _, rest = "\n\n".join(said).partition("\n")
    line = (opening.map or [0])[0] + 1
    return Item(first.strip(), line, rest.strip(), tuple(items))


def _table(tokens: Sequence[Token], name: str) -> SourceTable | None:
    lines: list[tuple[str, list[Any]]] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            cells = [
                tokens[at + inside + 1].content
                for inside, cell in enumerate(tokens[at : _end(tokens, at)])
                if cell.type in {"th_open", "td_open"}
            ]
            lines.append((f"{name}:{(token.map or [0])[0] + 1}", [_cell(cell) for cell in cells]))
    header = frozenset(" ".join(cell.casefold().split()) for cell in lines[0][1]) if lines else None
    return table_of(name, lines, header)


def _cell(written: str) -> str:
    """A cell's text; a break within it is a line's end, and an address stays beside its text."""
    broken = re.sub(r"<br\s*/?>", "\n", written, flags=re.IGNORECASE)
    kept = re.sub(r"!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)", r"\1 (\2)", broken)
    return "\n".join(" ".join(_EMPHASIS.sub("", line).split()) for line in kept.split("\n")).strip()


def _tree(parent: TextSection, rest: deque[TextSection | TextBlock]) -> TextSection:
    """A section with what follows it, taken off `rest`, up to one of its level or above."""
    blocks: list[TextBlock] = []
    sections: list[TextSection] = []
    while rest:
        first = rest[0]
        if isinstance(first, TextBlock):
            blocks.append(first)
            rest.popleft()
        elif first.level > parent.level:
            rest.popleft()
            sections.append(_tree(first, rest))
        else:
            break
    return TextSection(
        parent.title, parent.level, parent.line, tuple(blocks), tuple(sections), parent.source
    )
