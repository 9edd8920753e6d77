"""Structure mend: what is wrong with several lines of a TOML text together, and what mends it."""

from __future__ import annotations

import re

from msgspec import Struct

from okrsite.pipeline.toml.nesting import TOKEN
from okrsite.pipeline.toml.table import BLANK

# The lists of tables that front matter may hold, and what one entry of each is called.
LISTS = {
    "key_results": "key result",
    "checkins": "check-in",
    "baselines": "baseline",
    "reviews": "review",
    "initiatives": "initiative",
    "milestones": "milestone",
    "kudos": "thanks",
    "ignore": "exemption",
}
HEADER = re.compile(
    r"[ \t]*(?P<open>\[\[?)[ \t]*(?P<name>[\w-]+)[ \t]*(?:\.[ \t]*(?P<below>[\w.-]+)[ \t]*)?"
    r"\]\]?[ \t]*(?:#.*)?$"
)


class LineChange(Struct, frozen=True):
    """A stretch of the text and what is to stand there: lines and columns from 1."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


class StructureMend(Struct, frozen=True):
    """What is wrong with several lines together, and how they are mended.

    Attributes:
        line: The line to look at, from 1.
        column: The column to look at.
        message: What is wrong.
        help: What to do.
        changes: What mends it, where that is sure.
        reading: By number, lines to go on reading with, so that the rest is checked too; None
            where nothing that follows can be told.
        code: The finding's code.
    """

    line: int
    column: int
    message: str
    help: str
    reading: dict[int, str] | None
    changes: tuple[LineChange, ...] = ()
    code: str = "OKR006"


def blanked(key: str, first: int, last: int) -> dict[int, str]:
    """The lines of a setting that cannot be read, as ones that can: its value is not known."""
    return {first: f'{key} = "{BLANK}"'} | dict.fromkeys(range(first + 1, last + 1), "")


def plain_lines(text: str) -> list[int]:
    """The numbers of the lines that begin outside of texts and brackets."""
    plain, depth, number = [1], 0, 1
    for token in TOKEN.finditer(text):
        number += token[0].count("\n") if len(token[0]) > 1 else 0
        if token[0] in {"[", "{"}:
            depth += 1
        elif token[0] in {"]", "}"}:
            depth = max(depth - 1, 0)
        elif token[0] == "\n":
            number += 1
            if depth == 0:
                plain.append(number)
    return plain
