"""Sqlite: files of SQLite, opened so that nothing can be changed and nothing else be opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic
from urllib.parse import quote

import sqlalchemy
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.pool import NullPool

from okrsite.answers.data_folder import data_folder
from okrsite.api import SourceError

_READING = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}
# How many steps of its machine SQLite takes between two looks at the clock.
_STEPS = 10_000
_LONGEST_CELL = 10_000_000


def engine(url: URL, data: str) -> Engine:
    """An engine that opens the file of an address for reading; its path is relative to `data`.

    Raises SourceError where there is no such file.
    """
    path = Path(data_folder(data), url.database or "")
    if not path.is_file():
        raise SourceError(f"there is no SQLite file {url.database or ''}".rstrip())
    address = f"file:{quote(str(path))}?mode=ro"

    def connect() -> sqlite3.Connection:
        database = sqlite3.connect(address, uri=True)
        # The file may be a stranger's: its views call no function that has effects.
        database.execute("pragma trusted_schema = off").close()
        database.execute("pragma query_only = on").close()
        return database

    return sqlalchemy.create_engine("sqlite://", creator=connect, poolclass=NullPool)


def day_parameters(days: Mapping[str, date], connection: Connection) -> Mapping[str, date | str]:
    """The days as parameters of a statement: SQLite has no type for them and compares text."""
    if connection.dialect.name != "sqlite":
        return days
    return {name: day.isoformat() for name, day in days.items()}


@contextmanager
def limited(connection: Connection, seconds: float) -> Iterator[None]:
    """Around a statement: it may only read, and ends after its time. Only SQLite needs this."""
    database = connection.connection.driver_connection
    if not isinstance(database, sqlite3.Connection):
        yield
        return
    until = monotonic() + seconds
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_CELL)
    database.set_authorizer(_only_reading)
    database.set_progress_handler(lambda: monotonic() > until, _STEPS)
    try:
        yield
    finally:
        database.set_progress_handler(None, 0)
        database.set_authorizer(None)


def _only_reading(action: int, *_: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY
