"""Cells: the tables of one build, and which of their cells are others than in the last one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, TypeVar

import msgspec
from xxhash import xxh3_128_digest

from okrsite.pipeline.cells.memory import Cell, Memory, Numbers, digest_of, encoded
from okrsite.pipeline.cells.recording import ALL, NAMES, CellTable, Key, Recorder
from okrsite.pipeline.cells.tables import Make, Told

T = TypeVar("T")


class Cells:
    """The tables of one build, made as far as what the last one remembers does not stand.

    `stamp` tells what all cells rest on beside the tables, such as the code and the day.
    """

    def __init__(self, memory: Memory | None = None, stamp: bytes = b"") -> None:
        self.recorder = Recorder()
        self._old, self._stamp = memory or Memory(), stamp
        self._keys = list(self._old.keys)
        self._cells: dict[str, dict[str, Cell]] = {}
        self._changed: set[int] = set()
        self._later: set[int] = set()
        self._find_out: Callable[[Key], None] = _nothing_to_find_out
        self._is_another = memory is None

    @property
    def changed(self) -> AbstractSet[int]:
        """The numbers of the keys whose answers are others than in the last build, so far."""
        return self._changed

    def ask_later(self, is_later: Callable[[Key], bool], find_out: Callable[[Key], None]) -> None:
        """Compare the answers of some keys only when a cell that looked at them is asked for.

        `find_out` tells by `note_changed` whether an answer is another than in the last build.
        """
        self._later = {number for number, key in enumerate(self._keys) if is_later(key)}
        self._find_out = find_out

    def stands(self, cell: Cell) -> bool:
        """Whether nothing that a cell of the last build looked at is another."""
        if not self._changed.isdisjoint(cell.reads):
            return False
        if not self._later.isdisjoint(cell.reads):
            for number in self._later.intersection(cell.reads):
                self.find_out(self._keys[number])
        return self._changed.isdisjoint(cell.reads)

    def is_untouched(self, cell: Cell) -> bool:
        """Whether a cell stands as far as answers are compared already."""
        touched = not self._changed.isdisjoint(cell.reads)
        return not touched and self._later.isdisjoint(cell.reads)

    def find_out(self, key: Key) -> None:
        """Compare the answer of a key with that of the last build, unless that is done already."""
        number = self._numbers.get(key)
        if number in self._later:
            self._later.discard(number)
            self._find_out(key)

    def found_out(self, keys: Iterable[Key]) -> None:
        """Take the answers of some keys for compared."""
        self._later.difference_update(self._known_numbers(keys))

    def given(self, name: str, values: Mapping[str, T]) -> CellTable[T]:
        """A table whose values are known already; each is compared with that of the last build."""
        cells = {cell: Cell(digest_of(value)) for cell, value in values.items()}
        self.keep(name, cells)
        return CellTable(name, self.recorder, cells, {}, values.__getitem__)

    def table(
        self,
        name: str,
        names: Iterable[str],
        make: Make[T],
        kind: Any = None,
        *,
        order: Iterable[str] | None = None,
        told: Told[T] | None = None,
    ) -> Mapping[str, T]:
        """A table whose cells are made where something that they looked at has changed."""
        before, known = self.remembered(name), self._standing(name)
        cells: dict[str, Cell] = {}
        values: dict[str, T] = {}
        decode: Callable[[bytes], T] | None = (
            None if kind is None else msgspec.msgpack.Decoder(kind).decode
        )

        def worked_out(cell: str) -> T:
            if decode is not None:
                return decode(cells[cell].row)
            try:
                with self.recorder.looking():
                    return make(made, cell)
            except RecursionError:
                # One may need another, and that the next, however many there are: from the first on
                # each finds what it needs.
                for earlier in list(cells):
                    made.unnoted(earlier)
                return values[cell]

        made = CellTable(name, self.recorder, cells, values, worked_out)
        for cell in names if order is None else order:
            old = known.get(cell)
            if old is not None and self.stands(old):
                cells[cell] = old
                continue
            value, reads = self._made(made, cell, make)
            row = encoded(value if told is None else told(made, value))
            kept = b"" if decode is None else row
            values[cell] = value
            cells[cell] = Cell(xxh3_128_digest(row), self.numbered(reads), kept)
            if _is_another(before.get(cell), cells[cell]):
                self.note_changed([(name, cell)])
        if order is not None:
            listed = [(cell, cells.pop(cell)) for cell in names]
            cells.update(listed)
        self.keep(name, cells)
        return made

    def _made(self, table: CellTable[T], name: str, make: Make[T]) -> tuple[T, set[Key]]:
        with self.recorder.looking() as reads:
            return make(table, name), reads

    def mapped(
        self,
        name: str,
        source: Mapping[str, T],
        change: Callable[[T], T],
        also: Iterable[Key] = (),
    ) -> Mapping[str, T]:
        """A table of the same names, each value made of the one in `source`, or that one itself.

        A value that is left as it is needs no digest of its own. `change` looks `also` at these.
        """
        if not isinstance(source, CellTable):
            raise TypeError(f"'{name}' is made of what is no table")
        known, origin = self._standing(name), self._cells[source.name]
        cells: dict[str, Cell] = {}
        for cell, given in origin.items():
            old = known.get(cell)
            if old is not None and self.stands(old):
                cells[cell] = old
                continue
            value = source.unnoted(cell)
            new = change(value)
            digest = given.digest if new is value else digest_of(new)
            cells[cell] = Cell(digest, self.numbered([(source.name, cell), *also]))
        self.keep(name, cells)
        return CellTable(name, self.recorder, cells, {}, lambda cell: change(source.unnoted(cell)))

    def keep(self, name: str, cells: dict[str, Cell]) -> None:
        """Take the cells of a table for those of this build, and note which of them are others."""
        known = self._old.tables.get(name, {})
        self._cells[name] = cells
        self._is_another |= known != cells
        others = [cell for cell, new in cells.items() if _is_another(known.get(cell), new)]
        others += known.keys() - cells.keys()
        if list(known) != list(cells):
            others.append(NAMES)
        if others:
            self.note_changed((name, cell) for cell in (*others, ALL))

    def note_changed(self, keys: Iterable[Key]) -> None:
        """Note that the answers of some keys are others than in the last build."""
        self._changed.update(self._known_numbers(keys))

    def _known_numbers(self, keys: Iterable[Key]) -> Iterator[int]:
        # What has no number yet was asked by nobody.
        known = (self._numbers.get(key) for key in keys)
        return (number for number in known if number is not None)

    def numbered(self, keys: Iterable[Key]) -> Numbers:
        """The numbers by which the cells of this build and the last tell what they looked at."""
        numbers = []
        for key in keys:
            number = self._numbers.setdefault(key, len(self._keys))
            if number == len(self._keys):
                self._keys.append(key)
            numbers.append(number)
        return tuple(sorted(numbers))

    @property
    def keys(self) -> Sequence[Key]:
        """Everything that was asked for in this build or the last, by its number."""
        return self._keys

    @property
    def is_another(self) -> bool:
        """Whether the next build should remember anything else than this one did."""
        return self._is_another or self._stamp != self._old.stamp

    def holds(self, name: str) -> bool:
        """Whether a table of this build has that name."""
        return name in self._cells

    def keys_of(self, cell: Cell) -> tuple[Key, ...]:
        """What a cell of this build or of the last one looked at."""
        return tuple([self._keys[number] for number in cell.reads])

    @property
    def remembered_tables(self) -> Iterable[str]:
        """The names of the tables of the last build."""
        return self._old.tables

    def remembered(self, name: str) -> Mapping[str, Cell]:
        """The cells of a table in the last build, whatever they rest on."""
        return self._old.tables.get(name, {})

    def memory(self) -> Memory:
        """What the next build is to remember of this one."""
        return Memory(self._stamp, tuple(self._keys), self._cells)

    @cached_property
    def _numbers(self) -> dict[Key, int]:
        return {key: number for number, key in enumerate(self._keys)}

    def _standing(self, name: str) -> Mapping[str, Cell]:
        """The cells of a table in the last build, if they rest on the same stamp."""
        return self.remembered(name) if self._old.stamp == self._stamp else {}


def _is_another(old: Cell | None, new: Cell) -> bool:
    return old is not new and (old is None or old.digest != new.digest)


def _nothing_to_find_out(_: Key) -> None:
    """All answers are compared as they are made."""
