"""Filling: tables of a database, made of the lines that came and of those that were kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from msgspec import Struct

from okrsite.answers.embedded.connection import reason_of
from okrsite.answers.embedded.memory import bounded_memory
from okrsite.answers.records.column_types import ColumnType, united
from okrsite.answers.records.keeping import KeptFolder, KeptRecords, KeptTable
from okrsite.answers.records.spool import Spooled, SpooledTable
from okrsite.answers.records.table_sql import RecordLines, counted, lies_within, made, went_on
from okrsite.model.extensions import TableFailure


class LoadedFile(Struct):
    """A database of tables, and what became of those that are wanted, by names in small letters.

    `counts` are the numbers of their records, `begins` the first days of those that have not all
    that is wanted, `failures` are tables that could not be had. `given` are the names of all
    tables, those that nobody wanted included.
    """

    path: Path
    wanted: frozenset[str]
    given: list[str] = []
    counts: dict[str, int] = {}
    begins: dict[str, date] = {}
    failures: dict[str, TableFailure] = {}


class AskedDays(Struct, frozen=True):
    """The days of the field `watermark`, if there is one, of which all records were asked for."""

    watermark: str
    since: date | None
    until: date


class TableParts(Struct, frozen=True):
    """What a table is made of: the lines that came, those that were kept, and types for both."""

    name: str
    came: SpooledTable
    types: dict[str, ColumnType]
    kept: Path | None = None
    goes_on: bool = False


def parts_of(
    spool: Spooled, kept: KeptRecords | None, folder: KeptFolder, watermark: str
) -> list[TableParts]:
    """The tables that came, or were kept although nothing came for them."""
    earlier = kept.tables if kept else {}
    if watermark:
        for name in earlier:
            spool.table(name)
    return [
        _parts(name, came, came.goes_on or bool(watermark), earlier.get(name), folder)
        for name, came in spool.tables.items()
    ]


def _parts(
    name: str, came: SpooledTable, goes_on: bool, earlier: KeptTable | None, folder: KeptFolder
) -> TableParts:
    if not (goes_on and earlier):
        return TableParts(name, came, came.types, goes_on=goes_on)
    types = dict(came.types)
    for field, kind in earlier.types.items():
        types[field] = united(types.get(field), kind)
    return TableParts(name, came, types, folder.path(earlier), goes_on)


def fill(
    database: duckdb.DuckDBPyConnection,
    file: LoadedFile,
    parts: TableParts,
    within: AskedDays,
    memory: str,
) -> None:
    """Make a table, and tell what became of it, if it is wanted."""
    came, known = parts.came, parts.name.lower()
    file.given.append(known)
    if known not in file.wanted:
        return
    failure = came.failure
    if failure is None and (parts.types or came.count):
        reason = _fault(database, parts, within, memory)
        failure = TableFailure(parts.name, reason) if reason else None
        file.counts[known] = 0 if reason else int(value_of(database, counted(parts.name)))
    if failure:
        file.failures[known] = failure
    if came.since:
        file.begins[known] = came.since
    came.path.unlink(missing_ok=True)


def _fault(
    database: duckdb.DuckDBPyConnection, parts: TableParts, within: AskedDays, memory: str
) -> str:
    """Make a table; gives why that is not possible."""
    name, came, types = parts.name, parts.came, parts.types
    watermark = within.watermark
    names = [field.lower() for field in types]
    if twice := next((field for field in names if names.count(field) > 1), ""):
        return f"records of '{name}' have fields that differ in case alone: {twice}"
    if not names:
        return f"records of '{name}' have no fields"
    if watermark and not came.key:
        return f"records of '{name}' are kept, and no `key` tells them apart"
    if watermark and watermark.partition(".")[0] not in types:
        return f"records of '{name}' have no field '{watermark}' (watermark)"
    gone = ""
    if watermark and within.since:
        # All that lies there was asked for: what did not come is there no more.
        gone = lies_within(watermark, within.since, within.until)
    try:
        with bounded_memory(memory):
            database.execute(made(name, RecordLines(came.path, types, memory), came.key))
            if parts.kept:
                kept = RecordLines(parts.kept, types, memory)
                database.execute(went_on(name, kept, came.key, gone))
    except (duckdb.Error, RuntimeError, MemoryError) as wrong:
        return f"records of '{name}' make no table: {reason_of(wrong)}"
    return ""


def value_of(database: duckdb.DuckDBPyConnection, statement: str) -> Any:
    """The only cell of what a statement gives."""
    row = database.execute(statement).fetchone()
    return row and row[0]
