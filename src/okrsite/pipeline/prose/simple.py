"""Simple: prose from Markdown of plain parts, in a fraction of the time of the full parser.

Most texts are headings, paragraphs, flat lists, tables, quotes and fenced code with blank lines
between them. Every other text is left to the full parser, and so is one where a line could mean
anything else: the two never differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from okrsite.model.prose import Prose
from okrsite.pipeline.prose.address import BARE_BEGINNING
from okrsite.pipeline.prose.plain import begins_with_number
from okrsite.pipeline.prose.simple_blocks import (
    FENCE,
    Lines,
    fenced_code,
    heading,
    items,
    numbered_items,
    paragraph,
    quote,
    table,
)
from okrsite.pipeline.prose.simple_text import NotSimpleError, Writer
from okrsite.pipeline.prose.source_map import TextOrigin

# A table of empty cells makes 113 characters of HTML from each written one, so a longer text could
# reach the limit for a page, which the full parser reports.
LONGEST = 50_000
# The full parser passes over a block in which more of them are open.
MOST_BRACKETS = 30

# The full parser takes some of them for spaces, some for ends of lines, and replaces others.
_STRANGE = re.compile(r"[^\S \n]|[\x00-\x09\x0b-\x1f\x7f-\x9f]")

_Block = Callable[[Writer, Lines], None]
_BLOCKS: dict[str, _Block] = {"#": heading, "-": items, ">": quote, "|": table}
_LISTS = (items, numbered_items)
_NUMBER = re.compile(r"[0-9]{1,9}\. ")


def simple_prose(text: str, origin: TextOrigin, *, anchors: bool) -> Prose | None:
    """The prose of a text of simple parts, as the full parser gives it; None for any other.

    In time that grows with the length of the text and no faster.
    """
    if len(text) > LONGEST or _STRANGE.search(text) or text.count("[") > MOST_BRACKETS:
        return None
    if _has_bare_address(text) or begins_with_number(text):
        return None
    writer = Writer(origin, anchors=anchors)
    try:
        _write(writer, text.split("\n"))
    except NotSimpleError:
        return None
    return writer.prose()


def _has_bare_address(text: str) -> bool:
    """Whether an address may stand in a text without brackets, or in code, which looks the same."""
    # To look for a few letters is much faster than the pattern, and most texts have none of them.
    if "://" not in text and "www." not in text:
        return False
    found = (
        text[max(0, match.start() - 2) : match.start()] for match in BARE_BEGINNING.finditer(text)
    )
    return any(before[-1:] != "<" and before != "](" for before in found)


def _write(writer: Writer, lines: Sequence[str]) -> None:
    row, last = 0, None
    while row < len(lines):
        if not lines[row]:
            row += 1
            continue
        end = _end(lines, row)
        block = _block(lines[row])
        if block is last and block in _LISTS:
            # Markdown makes one list of the two, and sets its items apart.
            raise NotSimpleError
        block(writer, Lines(row, lines[row:end]))
        row, last = end, block


def _block(first: str) -> _Block:
    if first.startswith(FENCE):
        return fenced_code
    if first[0].isdigit():
        return numbered_items if _NUMBER.match(first) else paragraph
    return _BLOCKS.get(first[0], paragraph)


def _end(lines: Sequence[str], row: int) -> int:
    """The row after the block that begins at a row: a blank line, or what follows the fence."""
    is_fence = lines[row].startswith(FENCE)
    for end in range(row + 1, len(lines)):
        if is_fence and FENCE in lines[end]:
            if lines[end] != FENCE or (end + 1 < len(lines) and lines[end + 1]):
                raise NotSimpleError
            return end + 1
        if not is_fence and not lines[end]:
            return end
    if is_fence:
        raise NotSimpleError
    return len(lines)
