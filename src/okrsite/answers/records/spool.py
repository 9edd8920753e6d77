"""Spool: records on their way into tables, a file of lines for each table.

What types the columns have is known when the last record has come, so the records wait on the disk,
and memory holds a batch of them at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any

import msgspec
from msgspec import Struct

from okrsite.answers.records.column_types import ColumnType, Shape, shape_of, type_of, united
from okrsite.model.extensions import (
    DeclaredTable,
    GivenRecords,
    KeptState,
    SourceRecord,
    TableFailure,
)

_BATCH = 10_000
# Beyond so many different shapes each is looked at again, so that they take no memory.
_MOST_SHAPES = 10_000


class SpooledTable:
    """The records of one table as they came, and the types of their fields so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.types: dict[str, ColumnType] = {}
        self.key: tuple[str, ...] = ()
        self.since: date | None = None
        self.failure: TableFailure | None = None
        self.goes_on = False
        self.count = 0
        self._shapes: set[Shape] = set()
        self._waiting: list[Mapping[str, object]] = []
        self._file: IO[bytes] | None = None

    def declare(self, table: DeclaredTable) -> None:
        """The table is there, with these fields."""
        self.key, self.since, self.goes_on = table.key, table.since, table.goes_on
        for field in (*table.fields, *table.key):
            self.types.setdefault(field, None)

    def add(self, fields: Mapping[str, object]) -> None:
        """One more record."""
        plain = fields if fields.__class__ is dict else dict(fields)
        shape = shape_of(plain)
        if shape not in self._shapes:
            if len(self._shapes) < _MOST_SHAPES:
                self._shapes.add(shape)
            for name, held in zip(*shape, strict=True):
                self.types[name] = united(self.types.get(name), type_of(held))
        self._waiting.append(plain)
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self._file is None:
            self._file = self.path.open("wb")
        self._file.write(_encoder.encode_lines(self._waiting))
        self.count += len(self._waiting)
        self._waiting = []

    def close(self) -> None:
        """Write what waits, and close the file."""
        self.flush()
        if self._file:
            self._file.close()


_encoder = msgspec.json.Encoder(decimal_format="number")


class Spooled(Struct):
    """All that a source gave: its tables by name, and where it stands after them."""

    folder: Path
    tables: dict[str, SpooledTable] = {}
    state: Any = None

    def table(self, name: str) -> SpooledTable:
        """The table of a name, which is there from now on."""
        if name not in self.tables:
            self.tables[name] = SpooledTable(self.folder / f"{len(self.tables)}.jsonl")
        return self.tables[name]


@contextmanager
def spooled(found: Iterable[GivenRecords], folder: Path) -> Iterator[Spooled]:
    """All that a source gives; the files of its tables are removed in the end.

    Raises TypeError for what is no record, OSError where the disk is full.
    """
    spool = Spooled(folder)
    table = spool.table
    try:
        for item in found:
            match item:
                case SourceRecord():
                    table(item.table).add(item.fields)
                case DeclaredTable():
                    table(item.name).declare(item)
                case TableFailure():
                    table(item.table).failure = item
                case KeptState():
                    spool.state = item.value
                case _:
                    raise TypeError(f"it gave a {type(item).__name__}, not a SourceRecord")
        for spooling in spool.tables.values():
            spooling.close()
        yield spool
    finally:
        for spooling in spool.tables.values():
            spooling.path.unlink(missing_ok=True)
