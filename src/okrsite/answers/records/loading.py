"""Loading: the records of one question in the tables of a file, those of earlier runs included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
from msgspec import Struct
from msgspec.structs import replace

from okrsite.answers.embedded.connection import EngineBounds, connected, reason_of
from okrsite.answers.embedded.memory import bounded_memory
from okrsite.answers.records.column_types import ColumnType, united
from okrsite.answers.records.keeping import KeptFolder, KeptRecords, KeptTable, discard
from okrsite.answers.records.spool import Spooled, SpooledTable, spooled
from okrsite.answers.records.table_sql import (
    counted,
    lies_within,
    made,
    newest_day,
    went_on,
    written,
)
from okrsite.model.extensions import (
    GivenRecords,
    Keeping,
    RecordsWanted,
    SourceContext,
    SourceError,
    TableFailure,
)

Give = Callable[[RecordsWanted[Any]], Iterable[GivenRecords]]
_NEWEST = "newest"


class RecordLoad(Struct, frozen=True):
    """Records that are had at once. `name` is the same in every run that wants the same ones."""

    name: tuple[Any, ...]
    wanted: RecordsWanted[Any]
    keeping: Keeping | None = None

    @property
    def watermark(self) -> str:
        """The field whose newest day the next run goes on from."""
        return self.keeping.watermark if self.keeping else ""


class LoadedFile(Struct):
    """A database of tables, and what became of them, by their names in small letters.

    `counts` are the numbers of their records, `begins` the first days of those that have not all
    that is wanted, `failures` are tables that could not be had.
    """

    path: Path
    counts: dict[str, int] = {}
    begins: dict[str, date] = {}
    failures: dict[str, TableFailure] = {}


class _Parts(Struct, frozen=True):
    """What a table is made of: the lines that came, those that were kept, and types for both."""

    name: str
    came: SpooledTable
    types: dict[str, ColumnType]
    kept: Path | None = None
    goes_on: bool = False


def loaded(
    load: RecordLoad, give: Give, context: SourceContext, bounds: EngineBounds, path: Path
) -> LoadedFile:
    """Have the records and fill a file with them. Raises SourceError where that is not possible.

    A table that was declared without fields, and got no record, is not made.
    """
    folder = _kept_folder(load, context)
    kept = None if context.is_backfill else folder.read(load.wanted.since)
    wanted = _narrowed(load, kept, context.lookback)
    file = LoadedFile(path)
    try:
        with (
            spooled(give(wanted), path.parent) as spool,
            connected(str(path), spills_to=f"{path}.spill") as database,
        ):
            # A moment without a zone is one where the company is.
            database.execute(f"SET TimeZone = '{context.timezone}'")
            database.execute(f"SET memory_limit = '{bounds.memory}'")
            database.execute(f"SET threads = {bounds.threads}")
            tables = _tables(load, spool, kept, folder)
            for parts in tables:
                _fill(database, file, parts, replace(load, wanted=wanted), bounds)
            if load.keeping and not file.failures:
                _keep(database, load, tables, _state(database, load, spool, kept), kept, folder)
    except OSError as problem:
        raise SourceError(f"its records cannot be held: {problem.strerror}") from None
    return file


def _kept_folder(load: RecordLoad, context: SourceContext) -> KeptFolder:
    keeping = load.keeping
    if keeping is None:
        return KeptFolder("", b"", (), ())
    name = (load.name, sorted(load.wanted.tables))
    asked = (keeping.asked, keeping.watermark, name, context.timezone)
    return KeptFolder(context.cache_dir, context.cache_key, name, asked)


def _narrowed(load: RecordLoad, kept: KeptRecords | None, lookback: int) -> RecordsWanted[Any]:
    """What is still wanted where earlier records were kept."""
    wanted = load.wanted
    if kept is None:
        return wanted
    if not load.watermark:
        return replace(wanted, state=kept.state)
    newest = min(date.fromisoformat(kept.state[_NEWEST]), wanted.until)
    # A day more, for its system may count the days of another zone.
    return replace(wanted, since=newest - timedelta(days=max(lookback, 1)))


def _tables(
    load: RecordLoad, spool: Spooled, kept: KeptRecords | None, folder: KeptFolder
) -> list[_Parts]:
    """The tables that came, or were kept although nothing came for them."""
    earlier = kept.tables if kept else {}
    if load.watermark:
        for name in earlier:
            spool.table(name)
    return [
        _parts(name, came, came.goes_on or bool(load.watermark), earlier.get(name), folder)
        for name, came in spool.tables.items()
    ]


def _parts(
    name: str, came: SpooledTable, goes_on: bool, earlier: KeptTable | None, folder: KeptFolder
) -> _Parts:
    if not (goes_on and earlier):
        return _Parts(name, came, came.types, goes_on=goes_on)
    types = dict(came.types)
    for field, kind in earlier.types.items():
        types[field] = united(types.get(field), kind)
    return _Parts(name, came, types, folder.path(earlier), goes_on)


def _fill(
    database: duckdb.DuckDBPyConnection,
    file: LoadedFile,
    parts: _Parts,
    load: RecordLoad,
    bounds: EngineBounds,
) -> None:
    """Make a table, and tell what became of it."""
    came, known = parts.came, parts.name.lower()
    failure = came.failure
    if failure is None and (parts.types or came.count):
        reason = _fault(database, parts, load, bounds)
        failure = TableFailure(parts.name, reason) if reason else None
        file.counts[known] = 0 if reason else _number(database, counted(parts.name))
    if failure:
        file.failures[known] = failure
    if came.since:
        file.begins[known] = came.since
    came.path.unlink(missing_ok=True)


def _fault(
    database: duckdb.DuckDBPyConnection, parts: _Parts, load: RecordLoad, bounds: EngineBounds
) -> str:
    """Make a table; gives why that is not possible."""
    name, came, types = parts.name, parts.came, parts.types
    names = [field.lower() for field in types]
    if twice := next((field for field in names if names.count(field) > 1), ""):
        return f"records of '{name}' have fields that differ in case alone: {twice}"
    if not names:
        return f"records of '{name}' have no fields"
    if load.watermark and not came.key:
        return f"records of '{name}' are kept, and no `key` tells them apart"
    if load.watermark and load.watermark not in types:
        return f"records of '{name}' have no field '{load.watermark}' (watermark)"
    gone = ""
    if load.watermark and load.wanted.since:
        # All that lies there was asked for: what did not come is there no more.
        gone = lies_within(load.watermark, load.wanted.since, load.wanted.until)
    try:
        with bounded_memory(bounds.memory):
            database.execute(made(name, came.path, types, came.key))
            if parts.kept:
                database.execute(went_on(name, parts.kept, types, came.key, gone))
    except (duckdb.Error, RuntimeError, MemoryError) as wrong:
        return f"records of '{name}' make no table: {reason_of(wrong)}"
    return ""


def _state(
    database: duckdb.DuckDBPyConnection, load: RecordLoad, spool: Spooled, kept: KeptRecords | None
) -> Any:
    """Where the next run goes on from; None where that is not known."""
    if not load.watermark:
        return spool.state if spool.state is not None or kept is None else kept.state
    days = [_value(database, newest_day(name, load.watermark)) for name in spool.tables]
    newest = max((day for day in days if day), default=None)
    return {_NEWEST: newest.isoformat()} if newest else None


def _keep(
    database: duckdb.DuckDBPyConnection,
    load: RecordLoad,
    tables: Sequence[_Parts],
    state: Any,
    kept: KeptRecords | None,
    folder: KeptFolder,
) -> None:
    """Keep the tables that go on; where that is not possible, what was kept before stays."""
    going = [parts for parts in tables if parts.goes_on]
    if state is None or not going:
        return
    files: dict[str, tuple[Path, Any]] = {}
    try:
        for parts in going:
            path = folder.new_file()
            if path is None:
                return
            files[parts.name] = path, parts.types
            database.execute(written(parts.name, path))
        is_whole = load.keeping is not None and load.keeping.is_whole
        since = kept.since if kept else None if is_whole else load.wanted.since
        folder.commit(KeptRecords(state, since, {}), files)
    except (OSError, duckdb.Error):
        for path, _ in files.values():
            discard(path)


def _number(database: duckdb.DuckDBPyConnection, statement: str) -> int:
    return int(_value(database, statement))


def _value(database: duckdb.DuckDBPyConnection, statement: str) -> Any:
    row = database.execute(statement).fetchone()
    return row and row[0]
