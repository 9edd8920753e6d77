"""Loading: the records of one question in the tables of a file, those of earlier runs included."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
from msgspec import Struct
from msgspec.structs import replace

from okrsite.answers.embedded.connection import EngineBounds, connected
from okrsite.answers.records.filling import (
    AskedDays,
    LoadedFile,
    TableParts,
    fill,
    parts_of,
    value_of,
)
from okrsite.answers.records.keeping import KeptFolder, KeptRecords, discard
from okrsite.answers.records.spool import Spooled, spooled
from okrsite.answers.records.table_sql import (
    attached,
    newest_day,
    written,
)
from okrsite.model.extensions import (
    DeclaredTable,
    GivenRecords,
    Keeping,
    RecordsWanted,
    SourceContext,
    SourceError,
    SourceRecord,
    TableFailure,
)

Give = Callable[[RecordsWanted[Any]], Iterable[GivenRecords]]
_NEWEST = "newest"
_LOADING = "loading"


class RecordLoad(Struct, frozen=True):
    """Records that are had at once. `name` is the same in every run that wants the same ones."""

    name: tuple[Any, ...]
    wanted: RecordsWanted[Any]
    keeping: Keeping | None = None

    @property
    def watermark(self) -> str:
        """The field whose newest day the next run goes on from."""
        return self.keeping.watermark if self.keeping else ""


class Loader:
    """Fills one file after the other; the database that does it is slow to open."""

    def __init__(self, scratch: Path, context: SourceContext, bounds: EngineBounds) -> None:
        self._context, self._bounds = context, bounds
        self._database = connected(spills_to=str(scratch / "loading"))
        # A moment without a zone is one where the company is.
        self._database.execute(f"SET TimeZone = '{context.timezone}'")
        self._database.execute(f"SET memory_limit = '{bounds.memory}'")
        self._database.execute(f"SET threads = {bounds.threads}")

    def close(self) -> None:
        """Nothing is loaded any more."""
        self._database.close()

    def loaded(self, load: RecordLoad, give: Give, path: Path) -> LoadedFile:
        """Have the records and fill a file with them. Raises SourceError if that is not possible.

        A table that was declared without fields, and got no record, is not made.
        """
        folder = _kept_folder(load, self._context)
        kept = None if self._context.is_backfill else folder.read(load.wanted.since)
        wanted = _narrowed(load, kept, self._context.lookback)
        names = frozenset(name.lower() for name in load.wanted.tables)
        file = LoadedFile(path, names)
        given = _of_tables(give(wanted), names) if load.watermark else give(wanted)
        try:
            with spooled(given, path.parent) as spool, self._attached(path) as database:
                tables = parts_of(spool, kept, folder, load.watermark)
                within = AskedDays(load.watermark, wanted.since, wanted.until)
                for parts in tables:
                    fill(database, file, parts, within, self._bounds.memory)
                if load.keeping and not file.failures:
                    made = [parts for parts in tables if parts.name.lower() in file.counts]
                    state = _state(database, load, made, _told(spool, kept))
                    _keep(database, load, made, state, kept, folder)
        except OSError as problem:
            raise SourceError(f"its records cannot be held: {problem.strerror}") from None
        return file

    @contextmanager
    def _attached(self, path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
        """The database, with the file as the place for its tables."""
        database = self._database
        database.execute(attached(path, _LOADING))
        database.execute(f"use {_LOADING}")
        try:
            yield database
        finally:
            database.execute("use memory")
            database.execute(f"detach {_LOADING}")


def _of_tables(given: Iterable[GivenRecords], names: Container[str]) -> Iterator[GivenRecords]:
    """Of what a source gives that which belongs to these tables, whose watermark is no other's."""
    for item in given:
        match item:
            case SourceRecord(table=name) | DeclaredTable(name=name) | TableFailure(table=name):
                if name.lower() in names:
                    yield item
            case _:
                yield item


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


def _told(spool: Spooled, kept: KeptRecords | None) -> Any:
    """The state that the source told, or that of the run before where it told none."""
    return spool.state if spool.state is not None or kept is None else kept.state


def _state(
    database: duckdb.DuckDBPyConnection, load: RecordLoad, made: Sequence[TableParts], told: Any
) -> Any:
    """Where the next run goes on from; None where that is not known."""
    if not load.watermark:
        return told
    days = [value_of(database, newest_day(parts.name, load.watermark)) for parts in made]
    newest = max((day for day in days if day), default=None)
    return {_NEWEST: newest.isoformat()} if newest else None


def _keep(
    database: duckdb.DuckDBPyConnection,
    load: RecordLoad,
    tables: Sequence[TableParts],
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
