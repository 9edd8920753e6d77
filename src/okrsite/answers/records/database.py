"""Database: the tables of records, loaded once into a DuckDB that is locked before it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from msgspec import Struct

from okrsite.answers.embedded.connection import EngineBounds, ask, connected, lock, reason_of
from okrsite.answers.embedded.memory import bounded_memory
from okrsite.answers.observations import AnswerError
from okrsite.answers.records.column_types import in_sql, quoted
from okrsite.answers.records.spool import SpooledTable, spooled
from okrsite.answers.statements.statement import Statement
from okrsite.model.extensions import (
    DeclaredTable,
    SourceContext,
    SourceError,
    SourceRecord,
    TableFailure,
)
from okrsite.pipeline.suggest import suggestion

# Names and texts stand in quotes.
# ruff: noqa: S608

_MOST_BYTES_OF_RECORD = 64 * 2**20


class _Loaded(Struct):
    """What became of the tables, by their names in small letters.

    `counts` are the numbers of their records, `begins` the first days of those that have not all
    that is wanted, `failures` are tables that could not be had.
    """

    counts: dict[str, int] = {}
    begins: dict[str, date] = {}
    failures: dict[str, TableFailure] = {}


class RecordDatabase:
    """Tables that were loaded, and are asked; names differ in more than their case."""

    def __init__(
        self, database: duckdb.DuckDBPyConnection, tables: _Loaded, bounds: EngineBounds
    ) -> None:
        self._database, self._tables, self._bounds = database, tables, bounds

    def ask(
        self, statement: Statement, names: Iterable[str], days: Mapping[str, date]
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        """The columns and rows of a statement that reads these tables. Raises AnswerError."""
        for name in names:
            if failure := self._tables.failures.get(name.lower()):
                raise AnswerError(failure.reason, is_transient=failure.is_transient)
        return ask(self._database, statement, days, self._bounds)

    def missing(self, names: Iterable[str]) -> list[str]:
        """Those of the names for which no record came, and no table with fields was declared."""
        known = {*self._tables.counts, *self._tables.failures}
        return sorted(name for name in names if name.lower() not in known)

    def has_records(self, names: Iterable[str]) -> bool:
        """Whether any of these tables has one."""
        return any(self._tables.counts.get(name.lower()) for name in names)

    def begins(self, names: Iterable[str]) -> date | None:
        """The first day from which on all these tables have what is wanted; None for all days."""
        days = [self._tables.begins.get(name.lower()) for name in names]
        return max((day for day in days if day is not None), default=None)

    def near(self, name: str) -> str:
        """The table that may be meant by a name, as the end of a sentence."""
        return suggestion(name, self._tables.counts)


@contextmanager
def loaded(
    found: Iterable[SourceRecord | DeclaredTable | TableFailure],
    context: SourceContext,
    bounds: EngineBounds,
) -> Iterator[RecordDatabase]:
    """All records in tables of a database of their own, which is gone in the end.

    Raises SourceError where they cannot be kept.
    """
    with TemporaryDirectory(dir=context.scratch_dir or None, prefix="okrsite-") as scratch:
        folder = Path(scratch)
        with connected(str(folder / "records.duckdb"), spills_to=str(folder / "spill")) as database:
            try:
                # A moment without a zone is one where the company is.
                database.execute(f"SET TimeZone = '{context.timezone}'")
                tables = _filled(database, found, folder, bounds)
            except OSError as problem:
                raise SourceError(f"its records cannot be kept: {problem.strerror}") from None
            lock(database, "", bounds, context.timezone)
            yield RecordDatabase(database, tables, bounds)


def _filled(
    database: duckdb.DuckDBPyConnection,
    found: Iterable[SourceRecord | DeclaredTable | TableFailure],
    folder: Path,
    bounds: EngineBounds,
) -> _Loaded:
    """Fill the tables. One that was declared without fields, and got no record, is not made."""
    database.execute(f"SET memory_limit = '{bounds.memory}'")
    database.execute(f"SET threads = {bounds.threads}")
    loaded_tables = _Loaded()
    with spooled(found, folder) as spooling:
        for name, table in spooling.items():
            known = name.lower()
            failure = table.failure
            if failure is None and (table.types or table.count):
                reason = _fault(database, name, table, bounds)
                failure = TableFailure(name, reason) if reason else None
                loaded_tables.counts[known] = table.count
            if failure:
                loaded_tables.failures[known] = failure
            if table.since:
                loaded_tables.begins[known] = table.since
            table.path.unlink(missing_ok=True)
    return loaded_tables


def _fault(
    database: duckdb.DuckDBPyConnection, name: str, table: SpooledTable, bounds: EngineBounds
) -> str:
    """Make a table; gives why that is not possible."""
    names = [field.lower() for field in table.types]
    if twice := next((field for field in names if names.count(field) > 1), ""):
        return f"records of '{name}' have fields that differ in case alone: {twice}"
    if not names:
        return f"records of '{name}' have no fields"
    try:
        with bounded_memory(bounds.memory):
            database.execute(f"create table {quoted(name)} as {_reading(table)}")
    except (duckdb.Error, RuntimeError, MemoryError) as wrong:
        return f"records of '{name}' make no table: {reason_of(wrong)}"
    return ""


def _reading(table: SpooledTable) -> str:
    types = ", ".join(f"{_text(name)}: {_text(in_sql(kind))}" for name, kind in table.types.items())
    options = f"format = 'newline_delimited', maximum_object_size = {_MOST_BYTES_OF_RECORD}"
    rows = f"read_json({_text(str(table.path))}, columns = {{{types}}}, {options})"
    if not table.key:
        return f"select * from {rows}"
    number = "row_number() over ()"
    return _last_of_each(f"select *, {number} as {_ORDER} from {rows}", table.key)


_ORDER = '"okrsite_order"'


def _last_of_each(rows: str, key: Sequence[str]) -> str:
    """Of the rows that are equal in a key, the last alone."""
    fields = ", ".join(map(quoted, key))
    return (
        f"select * exclude ({_ORDER}) from ({rows}) "
        f"qualify row_number() over (partition by {fields} order by {_ORDER} desc) = 1"
    )


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
