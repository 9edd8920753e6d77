"""Positions: where keys, values and headers stand in a TOML text, in lines and characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import Any

from msgspec import Struct

Step = str | int
LineColumn = tuple[int, int]
_WORD = re.compile(r"[\w-]+")


class TomlText(Struct, frozen=True, dict=True):
    """A TOML text in its file, from `first_line` on."""

    path: str
    text: str
    first_line: int = 1

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    def line(self, number: int) -> str:
        """A line by its number in the file; empty where the text has none."""
        index = number - self.first_line
        return self.lines[index] if 0 <= index < len(self.lines) else ""

    def place(self, line: int, byte_column: int) -> LineColumn:
        """The line in the file and the column in characters of a column in bytes."""
        if not self.text.isascii():
            before = self.lines[line - 1].encode()[: byte_column - 1]
            byte_column = len(before.decode(errors="ignore")) + 1
        return line + self.first_line - 1, byte_column


def value_start(source: TomlText, node: dict[str, Any]) -> LineColumn | None:
    """Where a value begins; None for a table with a header line, or with dotted keys alone."""
    line, column = node.get("value_line"), node.get("value_col")
    if line is None and is_key(node):
        return value_start(source, node["value"][0])
    if isinstance(line, tuple):
        line = line[0]
    if isinstance(column, tuple):
        column = column[0]
    # A table may have keys of these names, which are no numbers.
    if isinstance(line, int) and isinstance(column, int):
        return source.place(line, column)
    return None


def key_start(source: TomlText, node: dict[str, Any]) -> LineColumn:
    """Where a key begins."""
    line, column = node["key_line"], node["key_col"]
    first_line = line[0] if isinstance(line, tuple) else line
    return source.place(first_line, column[0] if isinstance(column, tuple) else column)


def follow(nodes: Any, steps: tuple[Step, ...]) -> Any:
    """The node at the end of some steps down."""
    for step in steps:
        nodes = content_of(nodes)[step]
    return nodes


def content_of(node: Any) -> Any:
    """What stands below a node; a table with a header line is that itself."""
    is_value = node.get("value_raw").__class__ is str or is_key(node)
    return node["value"] if is_value else node


def is_key(node: Any) -> bool:
    """Whether this describes a key; a table may have keys of the same names, but not as text."""
    return isinstance(node, dict) and node.get("key_raw").__class__ is str


def header_line(source: TomlText, steps: tuple[Step, ...], since: int) -> int | None:
    """The first line of the file, from one on, that is the header of a table or of one in it.

    `steps` lead to the table from any that holds it; None where it has no header.
    """
    last = str(steps[-1])
    numbers = _headers(source.text).get(last if _WORD.fullmatch(last) else "", [])
    begin = bisect_left(numbers, since - source.first_line)
    if begin == len(numbers):
        return None
    name = r"\s*\.\s*".join(rf"[\"']?{re.escape(str(step))}[\"']?" for step in steps)
    header = re.compile(rf"[ \t]*\[(?:[^\[\]]*\.)?\s*{name}\s*[\].]")
    found = (number for number in numbers[begin:] if header.match(source.lines[number]))
    number = next(found, None)
    return None if number is None else number + source.first_line


# Thousands of tables of one text are asked for in a row, and it must not be searched for each anew.
@lru_cache(maxsize=4)
def _headers(text: str) -> dict[str, list[int]]:
    """By each word of a header the lines, from 0, that it stands in; by no word all of them."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n")):
        if line.lstrip(" \t").startswith("["):
            for word in {"", *_WORD.findall(line)}:
                found.setdefault(word, []).append(number)
    return found
