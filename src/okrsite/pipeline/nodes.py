"""Nodes: what toml-rs tells of the places of keys and values, in lines and characters."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

Step = str | int
Place = tuple[int, int]


class Writing(Struct, frozen=True):
    """A TOML text in its file, from `first_line` on."""

    path: str
    text: str
    first_line: int = 1

    def place(self, line: int, byte_column: int) -> Place:
        """The line in the file and the column in characters of a column in bytes."""
        if not self.text.isascii():
            before = self.text.split("\n")[line - 1].encode()[: byte_column - 1]
            byte_column = len(before.decode(errors="ignore")) + 1
        return line + self.first_line - 1, byte_column


def start_of(writing: Writing, node: dict[str, Any]) -> Place | None:
    """Where a value begins; None for a table with a header line, or with dotted keys alone."""
    line, column = node.get("value_line"), node.get("value_col")
    if line is None and is_key(node):
        return start_of(writing, node["value"][0])
    line, column = _first(line), _first(column)
    return writing.place(line, column) if line and column else None


def key_of(writing: Writing, node: dict[str, Any]) -> Place:
    """Where a key begins."""
    return writing.place(_first(node["key_line"]) or 1, _first(node["key_col"]) or 1)


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


def _first(place: Any) -> int | None:
    """A place that may be a first and a last one; None for a key that an author named like it."""
    if place.__class__ is tuple:
        return int(place[0])
    return place if isinstance(place, int) else None
