"""Connection: an embedded DuckDB that is locked, and asked within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from threading import Timer
from typing import Any

import duckdb
from msgspec import Struct

from okrsite.answers.embedded.memory import bounded_memory
from okrsite.answers.observations import AnswerError
from okrsite.answers.statements.statement import Statement, UnreadStatement
from okrsite.model.extensions import SourceError

_LONGEST_REASON = 300
# From the first moment on: extensions would be looked for while a file is opened.
_CONFIG = {
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}


class EngineBounds(Struct, frozen=True, kw_only=True):
    """What an engine may take: memory in MB or GB, threads, and of one statement time and rows."""

    memory: str = "1GB"
    threads: int = 2
    seconds: float = 30
    max_rows: int = 100_000


def connected(
    file: str = "", *, read_only: bool = False, spills_to: str = ""
) -> duckdb.DuckDBPyConnection:
    """A database in a file, or in memory; what that cannot hold goes to a folder, if there is one.

    Raises SourceError where it cannot be opened.
    """
    config: dict[str, Any] = {**_CONFIG, "temp_directory": spills_to}
    try:
        database = duckdb.connect(file or ":memory:", read_only=read_only, config=config)
        # It would be printed after two seconds, among what the source says.
        database.execute("SET enable_progress_bar = false")
    except duckdb.Error as wrong:
        raise SourceError(f"the database cannot be opened: {reason_of(wrong)}") from None
    return database


def lock(
    database: duckdb.DuckDBPyConnection, folder: str, bounds: EngineBounds, timezone: str
) -> None:
    """No file outside of the folder, no network, no extensions, and no way to change that again.

    Without a folder no file at all but the database itself.
    """
    quoted = folder.replace("'", "''")
    directories = f"'{quoted}/'" if folder else ""
    for statement in (
        f"SET memory_limit = '{bounds.memory}'",
        f"SET threads = {bounds.threads}",
        f"SET TimeZone = '{timezone}'",
        f"SET allowed_directories = [{directories}]",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    ):
        database.execute(statement)


def ask(
    database: duckdb.DuckDBPyConnection,
    statement: Statement | UnreadStatement,
    days: Mapping[str, date],
    bounds: EngineBounds,
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and the rows of a statement; one row more than allowed tells of more.

    `days` are what its parameters stand for. Raises AnswerError.
    """
    used = statement.parameters
    try:
        # DuckDB's own mark of a parameter.
        reading = _reading(database, statement.text(mark="$"))
        with bounded_memory(bounds.memory), _limited(database, bounds.seconds):
            values = {name: day for name, day in days.items() if name in used}
            result = database.execute(reading, values)
            columns = [column[0] for column in result.description or ()]
            return columns, result.fetchmany(bounds.max_rows + 1)
    except duckdb.InterruptException:
        raise AnswerError(f"the query took longer than {bounds.seconds:g} seconds") from None
    except (duckdb.Error, RuntimeError, MemoryError) as wrong:
        raise AnswerError(reason_of(wrong)) from None


def reason_of(wrong: Exception) -> str:
    """What DuckDB says, without the picture of the statement that follows."""
    said = str(wrong).partition("\n\n")[0]
    return " ".join(said.split())[:_LONGEST_REASON]


def _reading(database: duckdb.DuckDBPyConnection, query: str) -> duckdb.Statement:
    """The only statement of a query, which DuckDB takes for one that reads, too."""
    statements = database.extract_statements(query)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise AnswerError("a query is one statement that reads")
    return statements[0]


@contextmanager
def _limited(database: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = Timer(seconds, database.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
