"""Tables: what a TOML text says, with the place of every key and value in its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.source import Span

Step = str | int
Place = tuple[int, int]


class Unreadable:
    """Stands for a value that was written and is already reported, so nobody asks for it again."""

    def __repr__(self) -> str:
        return "UNREADABLE"


UNREADABLE: Final = Unreadable()


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


class Table(Struct, frozen=True):
    """A table, or one item of a list, as it was written.

    `value` is plain data with `UNREADABLE` where a value cannot be used; `nodes` is what toml-rs
    tells of its places; `start` is where it begins. `findings` are of the whole text and stand in
    its outermost table alone. `dropped` are the items, by their steps, that could not be decoded.
    """

    writing: Writing
    value: Any
    nodes: Any
    start: Place
    findings: tuple[Diagnostic, ...] = ()
    dropped: frozenset[tuple[Step, ...]] = frozenset()
    is_flawed: bool = False
    is_complete: bool = True

    @property
    def span(self) -> Span:
        """Where the table begins."""
        return Span(self.writing.path, *self.start)

    def at(self, *steps: Step) -> Span:
        """The place of a value below this table."""
        return Span(self.writing.path, *self._place(steps))

    def at_key(self, *steps: Step) -> Span:
        """The place of the key under which a value stands."""
        node = _follow(self.nodes, steps)
        if _is_node(node):
            return Span(self.writing.path, *self.writing.place(node["key_line"], node["key_col"]))
        return self.at(*steps)

    def text_line(self, field: str) -> int:
        """The line of the file on which the content of a text begins, after its opening quotes."""
        raw = _follow(self.nodes, (field,))["value_raw"]
        return self.at(field).line + (raw[:4] in {'"""\n', "'''\n"})

    def within(self, *steps: Step) -> Table:
        """The table, or the item of a list, below this one."""
        value = self.value
        for step in steps:
            value = value[step]
        count = len(steps)
        return Table(
            writing=self.writing,
            value=value,
            nodes=_content(_follow(self.nodes, steps)),
            start=self._place(steps),
            is_flawed=self.is_flawed,
            dropped=frozenset(path[count:] for path in self.dropped if path[:count] == steps),
        )

    def items(self, field: str) -> list[Table]:
        """The items of a list that could be decoded; empty where there is no such list."""
        written = self.value.get(field)
        if not isinstance(written, list):
            return []
        kept = (i for i in range(len(written)) if (field, i) not in self.dropped)
        return [self.within(field, i) for i in kept]

    def places(self) -> dict[str, Place]:
        """The places of all values below, by their dotted path; items of lists end the way down."""
        return dict(self._places(self.value, self.nodes, ()))

    def _places(self, value: Any, nodes: Any, steps: tuple[Step, ...]) -> Iterator[Any]:
        for key, below in value.items():
            path = (*steps, key)
            node = nodes[key]
            name = ".".join(map(str, path))
            yield name, self._place(path)
            if isinstance(below, dict):
                yield from self._places(below, _content(node), path)
            elif isinstance(below, list):
                items = _content(node)
                for i in range(len(below)):
                    yield f"{name}.{i}", self._start(items[i])

    def _place(self, steps: tuple[Step, ...]) -> Place:
        node = _follow(self.nodes, steps)
        if not steps:
            return self.start
        return self._start(node) if "value_line" in node and _is_value(node) else self._header(steps)

    def _start(self, node: dict[str, Any]) -> Place:
        return self.writing.place(_first(node["value_line"]), _first(node["value_col"]))

    def _header(self, steps: tuple[Step, ...]) -> Place:
        """The place of a table that has a header line of its own, or dotted keys alone."""
        name = r"\s*\.\s*".join(rf"[\"']?{re.escape(s)}[\"']?" for s in steps if isinstance(s, str))
        header = re.compile(rf"^[ \t]*\[[^\[\]\n]*?{name}\s*\]", re.MULTILINE)
        line = self.start[0] - self.writing.first_line
        lines = self.writing.text.split("\n")
        offset = sum(len(each) + 1 for each in lines[:line])
        found = header.search(self.writing.text, offset)
        if found:
            return self.writing.first_line + self.writing.text.count("\n", 0, found.start()), 1
        first = next(iter(_follow(self.nodes, steps).values()), None)
        if not _is_node(first):
            return self.start
        return self.writing.place(first["key_line"], 1)


def _follow(nodes: Any, steps: tuple[Step, ...]) -> Any:
    for step in steps:
        nodes = _content(nodes)[step]
    return nodes


def _content(node: Any) -> Any:
    """What stands below a node; a table with a header line is that itself."""
    return node["value"] if _is_value(node) else node


def _is_node(node: Any) -> bool:
    """Whether this describes one key; a table may have keys of the same names, but not as text."""
    return isinstance(node, dict) and isinstance(node.get("key_raw"), str)


def _is_value(node: Any) -> bool:
    """Whether this describes a value, of a key or in a list."""
    return _is_node(node) or (isinstance(node, dict) and isinstance(node.get("value_raw"), str))


def _first(place: int | tuple[int, int]) -> int:
    return place[0] if isinstance(place, tuple) else place
