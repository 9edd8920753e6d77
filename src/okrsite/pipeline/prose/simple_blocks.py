"""Simple blocks: the HTML of the blocks of a simple text, one function for each kind.

Each takes the lines of one block and raises `NotSimpleError` where they could mean anything else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from okrsite.model.prose import Heading, anchor_of
from okrsite.pipeline.prose.plain import keep_percent
from okrsite.pipeline.prose.simple_text import SPECIAL, NotSimpleError, Writer, escape, escape_all

FENCE = "```"

# A line that begins so is no paragraph's, or makes one of its neighbours another kind of block.
_NO_PARAGRAPH = re.compile(r"[#>\-+|=~:\s]|\d{1,9}[.)]|```|\*\s")
_HEADING = re.compile(r"(#{1,6}) ([^\s#]|\S.*[^\s#])")
_ITEM = re.compile(r"(-) (\S|\S.*\S)")
_NUMBERED_ITEM = re.compile(r"([0-9]{1,9})\. (\S|\S.*\S)")
_TASKS = ("[ ]", "[x]", "[X]")
_QUOTE = "> "
_ROW = re.compile(r"\|.*\|")
_RULER = re.compile(r"\|(?: *:?-+:? *\|)+")
_FENCE_OF = re.compile(r"```([A-Za-z0-9+-]*)")
_ALIGNED = {
    (False, False): "",
    (True, False): ' class="align-left"',
    (False, True): ' class="align-right"',
    (True, True): ' class="align-center"',
}


class Lines(Struct, frozen=True):
    """The lines of one block; `row` is that of the first of them in the text, from 0."""

    row: int
    lines: Sequence[str]


def heading(writer: Writer, block: Lines) -> None:
    """`## Why`: a heading, which begins one level further down on a page."""
    found = _HEADING.fullmatch(block.lines[0])
    if found is None or len(block.lines) > 1 or "[" in found[2]:
        raise NotSimpleError
    level = min(len(found[1]) + 1, 6)
    opening = len(writer.html)
    writer.html.append(f"<h{level}>")
    text = writer.inline(found[2], block.row, 0)
    if writer.anchors:
        anchor = writer.anchors.next_anchor(text)
        writer.headings.append(Heading(level, anchor, text))
        writer.html[opening] = f'<h{level} id="{escape_all(anchor_of(anchor))}">'
    writer.html.append(f"</h{level}>\n")
    writer.say(text)


def paragraph(writer: Writer, block: Lines) -> None:
    """Lines that begin as nothing else does."""
    writer.html.append("<p>")
    _paragraph(writer, block.row, block.lines, 0)
    writer.html.append("</p>\n")


def quote(writer: Writer, block: Lines) -> None:
    """`> so it was said`: one paragraph with a mark before each line."""
    is_alert = block.lines[0].startswith(f"{_QUOTE}[!")
    if is_alert or not all(line.startswith(_QUOTE) for line in block.lines):
        raise NotSimpleError
    writer.html.append("<blockquote>\n<p>")
    _paragraph(writer, block.row, [line[2:] for line in block.lines], len(_QUOTE))
    writer.html.append("</p>\n</blockquote>\n")


def _paragraph(writer: Writer, row: int, lines: Sequence[str], offset: int) -> None:
    words = []
    for number, line in enumerate(lines):
        # A space at the end could break the line, a bar could make it the head of a table.
        if not line or _NO_PARAGRAPH.match(line) or line[-1] == " " or "|" in line:
            raise NotSimpleError
        if number:
            writer.html.append("\n")
        words.append(writer.inline(line, row + number, offset))
    writer.say(" ".join(words))


def items(writer: Writer, block: Lines) -> None:
    """`- one`: a list of items of one line each."""
    _items(writer, block, _ITEM, "<ul>\n", "</ul>\n")


def numbered_items(writer: Writer, block: Lines) -> None:
    """`1. one`: a list that counts from the number of its first item."""
    first = int(block.lines[0].partition(".")[0])
    opening = "<ol>\n" if first == 1 else f'<ol start="{first}">\n'
    _items(writer, block, _NUMBERED_ITEM, opening, "</ol>\n")


def _items(writer: Writer, block: Lines, form: re.Pattern[str], opening: str, end: str) -> None:
    writer.html.append(opening)
    for row, line in enumerate(block.lines, block.row):
        found = form.fullmatch(line)
        if found is None:
            raise NotSimpleError
        content = found[2]
        if _NO_PARAGRAPH.match(content) or content.startswith(_TASKS):
            raise NotSimpleError
        writer.html.append("<li>")
        writer.say(writer.inline(content, row, len(line) - len(content)))
        writer.html.append("</li>\n")
    writer.html.append(end)


def table(writer: Writer, block: Lines) -> None:
    """`| a | b |`: a head, a ruler and at least one row, all of as many cells."""
    if len(block.lines) < 3 or not _RULER.fullmatch(block.lines[1]):
        raise NotSimpleError
    rulers = [ruler.strip() for ruler in block.lines[1][1:-1].split("|")]
    classes = [_ALIGNED[ruler.startswith(":"), ruler.endswith(":")] for ruler in rulers]
    add = writer.html.append
    add('<div class="scroll" tabindex="0">\n<table>\n<thead>\n<tr>\n')
    heads = [f'<th{aligned} scope="col">' for aligned in classes]
    _cells(writer, block.row, block.lines[0], heads, "</th>\n")
    add("</tr>\n</thead>\n<tbody>\n")
    cells = [f"<td{aligned}>" for aligned in classes]
    for row, line in enumerate(block.lines[2:], block.row + 2):
        add("<tr>\n")
        _cells(writer, row, line, cells, "</td>\n")
        add("</tr>\n")
    add("</tbody>\n</table>\n</div>\n")


def _cells(writer: Writer, row: int, line: str, openings: Sequence[str], end: str) -> None:
    cells = line[1:-1].split("|")
    # A bar behind a backslash or within code may belong to a cell.
    if not _ROW.fullmatch(line) or "\\" in line or "`" in line or len(cells) != len(openings):
        raise NotSimpleError
    contents = [cell.strip() for cell in cells]
    if not SPECIAL.search(line):
        # Most rows are figures and names; this is what the rest does, in a third of its time.
        shown = (escape(keep_percent(content)) for content in contents)
        writer.html += [f"{a}{b}{end}" for a, b in zip(openings, shown, strict=True)]
        writer.words += filter(None, contents)
        return
    start = 1
    for cell, content, opening in zip(cells, contents, openings, strict=True):
        writer.html.append(opening)
        if content:
            writer.say(writer.inline(content, row, start + cell.index(content)))
        writer.html.append(end)
        start += len(cell) + 1


def fenced_code(writer: Writer, block: Lines) -> None:
    """Code between two fences; a word after the first one tells its language."""
    found = _FENCE_OF.fullmatch(block.lines[0])
    if found is None:
        raise NotSimpleError
    language = f' class="language-{found[1]}"' if found[1] else ""
    code = "".join(f"{line}\n" for line in block.lines[1:-1])
    writer.html.append(f'<pre tabindex="0"><code{language}>{escape_all(code)}</code></pre>\n')
    writer.say(code)
