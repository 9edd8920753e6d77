"""Tables: what a TOML text says, with the place of every key and value in its file."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.edit import Replacement
from okrsite.model.position import Places, Span, pack_places
from okrsite.pipeline.toml.positions import (
    LineColumn,
    Step,
    TomlText,
    content_of,
    follow,
    header_line,
    is_key,
    key_start,
    value_start,
)
from okrsite.pipeline.toml.text_lines import text_lines

Steps: TypeAlias = tuple[Step, ...]


class Unreadable:
    """Stands for a value that was written and is already reported, so nobody asks for it again."""

    def __repr__(self) -> str:
        return "UNREADABLE"


UNREADABLE: Final = Unreadable()

# Stands for a text that is not known. A noncharacter, which no text holds by right.
BLANK: Final = "\ufdd0"


class Table(Struct, frozen=True):
    """A table, or one item of a list, as it was written.

    `value` is plain data with `UNREADABLE` where a value cannot be used; `nodes` is what toml-rs
    tells of its places; `start` is where it begins. `findings` are of the whole text and stand in
    its outermost table alone. `dropped` are the items, by their steps, that could not be decoded.
    `meant` has the steps to each mistyped key, and the key that was probably meant.
    """

    source: TomlText
    value: Any
    nodes: Any
    start: LineColumn
    findings: tuple[Diagnostic, ...] = ()
    dropped: frozenset[Steps] = frozenset()
    broken: frozenset[Steps] = frozenset()
    meant: frozenset[tuple[Steps, str]] = frozenset()
    is_flawed: bool = False
    is_complete: bool = True

    @property
    def span(self) -> Span:
        """Where the table begins."""
        return Span(self.source.path, *self.start)

    @property
    def is_broken(self) -> bool:
        """Whether anything is missing that this table cannot be without."""
        return () in self.broken

    def at(self, *steps: Step) -> Span:
        """The place of a value below this table."""
        return Span(self.source.path, *self._place(steps))

    def at_key(self, *steps: Step) -> Span:
        """The place of the key under which a value stands."""
        node = follow(self.nodes, steps)
        if is_key(node):
            return Span(self.source.path, *key_start(self.source, node))
        return self.at(*steps)

    def replacement(self, *steps: Step, text: str) -> Replacement | None:
        """The edit that writes another value in the place of one that stands on one line.

        None where the file holds it in another form than was read, or over several lines.
        """
        node = follow(self.nodes, steps)
        raw = node.get("value_raw")
        place = value_start(self.source, node)
        if not isinstance(raw, str) or "\n" in raw or place is None:
            return None
        line, column = place
        if not self.source.line(line)[column - 1 :].startswith(raw):
            return None
        return Replacement(Span(self.source.path, line, column), (line, column + len(raw)), text)

    def text_start(self, field: str) -> LineColumn:
        """The line and column at which the content of a text begins, after its opening quotes."""
        return self.text_lines(field)[0]

    def text_lines(self, field: str) -> list[LineColumn]:
        """The line and column of each line of a text."""
        raw = follow(self.nodes, (field,))["value_raw"]
        place = self.at(field)
        return list(text_lines(raw, (place.line, place.column)))

    def within(self, *steps: Step) -> Table:
        """The table, or the item of a list, below this one."""
        count = len(steps)
        return self._below(
            steps,
            [path[count:] for path in self.dropped if path[:count] == steps],
            [path[count:] for path in self.broken if path[:count] == steps],
            [(path[count:], key) for path, key in self.meant if path[:count] == steps],
        )

    def items(self, field: str) -> list[Table]:
        """The items of a list that are of use, whole or not; empty where there is no such list."""
        written = self.value.get(field)
        if not isinstance(written, list):
            return []
        dropped, broken = _by_item(self.dropped, field), _by_item(self.broken, field)
        meant: dict[Step, list[tuple[Steps, str]]] = {}
        for steps, key in self.meant:
            if len(steps) > 1 and steps[0] == field:
                meant.setdefault(steps[1], []).append((steps[2:], key))
        return [
            self._below((field, i), dropped.get(i, ()), broken.get(i, ()), meant.get(i, ()))
            for i in range(len(written))
            if (field, i) not in self.dropped
        ]

    def places(
        self, more: Mapping[str, LineColumn] = MappingProxyType({}), *, into_items: bool = False
    ) -> Places:
        """The places of all values below, by their dotted path, and `more`.

        Items of lists end the way down, unless it goes `into_items`, too. A value under a mistyped
        key has its place under the key that was meant, too.
        """
        places: dict[str, LineColumn] = {}
        self._note(places, (), self.value, self.nodes, into_items=into_items)
        paths = sorted(places) if self.meant else []
        for steps, key in sorted(self.meant, key=str):
            typed = ".".join(map(str, steps))
            meant = ".".join(map(str, (*steps[:-1], key)))
            first, last = bisect_left(paths, f"{typed}."), bisect_left(paths, f"{typed}/")
            own = [typed] if typed in places else []
            for path in [*own, *paths[first:last]]:
                alike = meant + path[len(typed) :]
                if alike not in places:
                    places[alike] = places[path]
                    insort(paths, alike)
        return pack_places({**places, **more})

    def has(self, key: str) -> bool:
        """Whether a key was written here, mistyped perhaps."""
        return key in self.value or any(
            len(steps) == 1 and meant == key for steps, meant in self.meant
        )

    def _below(
        self,
        steps: Steps,
        dropped: Iterable[Steps],
        broken: Iterable[Steps],
        meant: Iterable[tuple[Steps, str]],
    ) -> Table:
        value = self.value
        for step in steps:
            value = value[step]
        return Table(
            source=self.source,
            value=value,
            nodes=content_of(follow(self.nodes, steps)),
            start=self._place(steps),
            is_flawed=self.is_flawed,
            dropped=frozenset(dropped),
            broken=frozenset(broken),
            meant=frozenset(meant),
        )

    def _note(
        self,
        places: dict[str, LineColumn],
        steps: Steps,
        value: Any,
        nodes: Any,
        *,
        into_items: bool,
    ) -> None:
        for key, below in value.items():
            node = nodes[key]
            path = ".".join(map(str, (*steps, key))) if steps else key
            places[path] = value_start(self.source, node) or _header(self, (*steps, key))
            if isinstance(below, dict):
                inner = content_of(node)
                self._note(places, (*steps, key), below, inner, into_items=into_items)
            elif isinstance(below, list):
                for i, item in enumerate(content_of(node)):
                    places[f"{path}.{i}"] = value_start(self.source, item) or self.start
                    if into_items and isinstance(below[i], dict):
                        at, inner = (*steps, key, i), content_of(item)
                        self._note(places, at, below[i], inner, into_items=True)

    def _place(self, steps: Steps) -> LineColumn:
        if not steps:
            return self.start
        return value_start(self.source, follow(self.nodes, steps)) or _header(self, steps)


def _header(table: Table, steps: Steps) -> LineColumn:
    """The line of a table that is no value of its own: its header, or its first key."""
    for i in reversed(range(len(steps))):
        if isinstance(steps[i], int):
            return _header(table.within(*steps[: i + 1]), steps[i + 1 :])
    first = next(iter(follow(table.nodes, steps).values()), None)
    first_line = key_start(table.source, first)[0] if first and is_key(first) else None
    line = header_line(table.source, steps, table.start[0])
    if line is not None and (first_line is None or line < first_line):
        return line, 1
    return (first_line, 1) if first_line else table.start


def _by_item(paths: Iterable[Steps], field: str) -> dict[Step, list[Steps]]:
    """The paths within each item of a list, by the item's number."""
    found: dict[Step, list[Steps]] = {}
    for steps in paths:
        if len(steps) > 1 and steps[0] == field:
            found.setdefault(steps[1], []).append(steps[2:])
    return found
