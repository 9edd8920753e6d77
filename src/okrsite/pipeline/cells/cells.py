"""Cells: the tables of one build, and which of their cells are others than in the last one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from types import MappingProxyType
from typing import Any, Protocol, TypeAlias, TypeVar

import msgspec
from msgspec import Struct
from xxhash import xxh3_128_digest

from okrsite.pipeline.cells.recording import ALL, NAMES, WHOLE, CellTable, Key, Recorder

T = TypeVar("T")
Numbers: TypeAlias = tuple[int, ...]
Make: TypeAlias = Callable[[Mapping[str, T], str], T]
Told: TypeAlias = Callable[[CellTable[T], T], object]

_NO_ROW = memoryview(b"")


class Cell(Struct, frozen=True, array_like=True, gc=False):
    """A cell that was made: the digest of its value, what it looked at by number, and the value.

    `row` is empty where the value is always at hand, or is made again when somebody asks for it.
    """

    digest: bytes
    reads: Numbers = ()
    row: memoryview = _NO_ROW


class Memory(Struct, frozen=True, array_like=True):
    """The cells of one build by table and name, and the keys that their numbers stand for.

    `stamp` tells what all of them rest on beside the tables: where it is another, every cell is
    made anew, and only compared with what it was.
    """

    stamp: bytes = b""
    keys: tuple[Key, ...] = ()
    tables: dict[str, dict[str, Cell]] = {}


class CellTables(Protocol):
    """Where the stages of a build keep their results."""

    def given(
        self, name: str, values: Mapping[str, T], touched: Collection[str] | None = None
    ) -> Mapping[str, T]:
        """A table that is known already; where `touched` are told, no other cell has changed."""

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
        """A table with a cell for each of these names, in this order.

        `make` gets the table as far as it is made and a name, and looks at nothing but that and
        earlier tables; it is asked in an `order` of its own where that is told. With a `kind`, the
        type of its values, they are remembered; without one they are made again when asked for.
        Where a value holds others of the table, `told` gives what tells it from another.
        """

    def mapped(
        self, name: str, source: Mapping[str, T], change: Callable[[T], T]
    ) -> Mapping[str, T]:
        """A table of the same names, each value made of the one in `source`, or that one itself."""


class Forgetful:
    """The tables of a build that remembers nothing: every cell is made, and nothing is noted."""

    def given(
        self, _name: str, values: Mapping[str, T], _touched: Collection[str] | None = None
    ) -> Mapping[str, T]:
        """The values as they are."""
        return values

    def table(
        self,
        _name: str,
        names: Iterable[str],
        make: Make[T],
        _kind: Any = None,
        *,
        order: Iterable[str] | None = None,
        told: Told[T] | None = None,  # noqa: ARG002 - nothing is compared here
    ) -> Mapping[str, T]:
        """Every cell, made now."""
        made: dict[str, T] = {}
        for name in names if order is None else order:
            made[name] = make(made, name)
        return made if order is None else {name: made[name] for name in names}

    def mapped(
        self, _name: str, source: Mapping[str, T], change: Callable[[T], T]
    ) -> Mapping[str, T]:
        """Every value, made now."""
        return {name: change(value) for name, value in source.items()}


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
        self._is_another = memory is None

    @property
    def changed(self) -> AbstractSet[int]:
        """The numbers of the keys whose answers are others than in the last build, so far."""
        return self._changed

    def given(
        self, name: str, values: Mapping[str, T], touched: Collection[str] | None = None
    ) -> CellTable[T]:
        """A table that is known already; where `touched` are told, no other cell has changed."""
        known = self._old.tables.get(name, {})
        compared = values if touched is None else touched
        digests = {cell: Cell(digest_of(values[cell])) for cell in compared}
        cells = digests if touched is None else known | digests
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
        decode: Callable[[memoryview], T] | None = (
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
            if old is not None and self._changed.isdisjoint(old.reads):
                cells[cell] = old
                continue
            value, reads = self._made(made, cell, make)
            row = _encode(value if told is None else told(made, value))
            kept = _NO_ROW if decode is None else memoryview(row)
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
            if old is not None and self._changed.isdisjoint(old.reads):
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
        # What has no number yet was asked by nobody.
        known = (self._numbers.get(key) for key in keys)
        self._changed.update(number for number in known if number is not None)

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


class Under:
    """CellTables with a name before theirs, whose cells all look at one thing of that name."""

    def __init__(self, cells: Cells, prefix: str, looked_at: Any) -> None:
        self._cells, self._prefix = cells, prefix
        self._looked_at = cells.given(prefix, {WHOLE: looked_at})

    def given(
        self, name: str, values: Mapping[str, T], touched: Collection[str] | None = None
    ) -> Mapping[str, T]:
        """A table that is known already."""
        return self._cells.given(f"{self._prefix} {name}", values, touched)

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
        """A table with a cell for each of these names."""

        def made(table: Mapping[str, T], cell: str) -> T:
            self._looked_at.get(WHOLE)
            return make(table, cell)

        return self._cells.table(
            f"{self._prefix} {name}", names, made, kind, order=order, told=told
        )

    def mapped(
        self, name: str, source: Mapping[str, T], change: Callable[[T], T]
    ) -> Mapping[str, T]:
        """A table of the same names, each value made of the one in `source`."""
        also = [(self._prefix, WHOLE)]
        return self._cells.mapped(f"{self._prefix} {name}", source, change, also)


def digest_of(value: Any) -> bytes:
    """A digest of a value; another value has another one."""
    return xxh3_128_digest(_encode(value))


def _is_another(old: Cell | None, new: Cell) -> bool:
    return old is not new and (old is None or old.digest != new.digest)


def _plain(value: Any) -> Any:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise TypeError(type(value))


_encode = msgspec.msgpack.Encoder(enc_hook=_plain).encode
