"""Foreign markup: what other programs read in a text, and what is plain words here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from okrsite.model.position import Span
from okrsite.model.prose import Link

# Looking through a line takes time that may grow with the square of its length.
LONGEST = 2000

# A shortcode, which looks like the link of a wiki and has a colon after a name.
CALL = r"\[\[(?P<name>[a-z][a-z0-9-]*):[ \t]*(?P<argument>[^\[\]\n]*)\]\]"

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_WIKI = re.compile(rf"(?<!\\)!?(?!{CALL})\[\[[^\[\]\n]+\]\](?![(\[])")
_LINK = re.compile(r"(?<!\\)\[[^\[\]\n]+\]\(([^()<>\n]+)\)")
_WITH_TITLE = re.compile(r"\S+\s+(\".*\"|'.*')\s*")


def prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that are no code and no comment, with their numbers from 0.

    Code within a line is blank.
    """
    fence, is_comment = "", False
    for row, line in enumerate(text.split("\n")):
        opened = _FENCE.match(line)
        if fence:
            fence = "" if opened and opened[1].startswith(fence) else fence
        elif opened and not is_comment:
            fence = opened[1]
        elif is_comment or "<!--" in line:
            is_comment = "-->" not in line
        elif not line.startswith(("    ", "\t")) and len(line) <= LONGEST:
            yield row, _CODE.sub(lambda found: " " * len(found[0]), line)


def unread_links(text: str, path: str, first_line: int, first_column: int) -> tuple[Link, ...]:
    """Links as a wiki writes them, and those with a space in their address, as they are written.

    The target of the first kind begins with `[[` or `![[`.
    """
    if "[[" not in text and "](" not in text:
        return ()
    found = []
    for row, line in prose_lines(text):
        begin = first_column if row == 0 else 1
        found += [(row, match.start() + begin, match[0]) for match in _WIKI.finditer(line)]
        found += [
            (row, match.start() + begin, address)
            for match in _LINK.finditer(line)
            if " " in (address := match[1].strip()) and not _WITH_TITLE.fullmatch(address)
        ]
    return tuple(
        Link(target, Span(path, first_line + row, column)) for row, column, target in found
    )
