"""Embedded: DuckDB in this process, over the files of `content/data/` or a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from threading import Timer

import duckdb

from okrsite.answers.data_folder import data_folder
from okrsite.answers.embedded.memory import bounded_memory
from okrsite.answers.observations import AnswerError, Row, answers
from okrsite.answers.result import days_asked, result_rows
from okrsite.answers.statements.dialects import is_in_memory
from okrsite.api import Failure, Observation, Request, SourceContext, SourceError
from okrsite.builtin.sources.sql.read_only import statement_of
from okrsite.builtin.sources.sql.settings import SqlQuery, SqlSettings

_LONGEST_REASON = 300
# From the first moment on: extensions would be looked for while a file is opened.
_CONFIG = {
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "temp_directory": "",
}


def fetch(
    requests: tuple[Request[SqlQuery], ...], settings: SqlSettings, context: SourceContext
) -> Iterator[Observation | Failure]:
    """The observations and failures of a batch. Raises SourceError where there are no files."""
    folder = data_folder(context.data)
    database = _file(folder, settings.url)
    if not database and not folder.is_dir():
        raise SourceError("there is no folder content/data/ to read from")
    with chdir(folder if folder.is_dir() else "/"), _opened(database) as connection:
        _lock(connection, "" if database else str(folder), settings, context.timezone)
        yield from answers(requests, lambda request: _rows(connection, request, settings), context)


def _file(folder: Path, url: str) -> str:
    """The file of an address, relative to the folder; empty for a database in memory.

    Raises SourceError for options, which could open what is locked, and where there is no file.
    """
    if is_in_memory(url):
        return ""
    path, _, options = url.partition(":///")[2].partition("?")
    if options:
        raise SourceError("its url has options, and none is taken")
    file = Path(folder, path)
    if not file.is_file():
        raise SourceError(f"there is no DuckDB file {path}")
    return str(file)


def _opened(file: str) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(file or ":memory:", read_only=bool(file), config=dict(_CONFIG))
    except duckdb.Error as wrong:
        raise SourceError(f"the database cannot be opened: {_reason(wrong)}") from None


def _lock(
    database: duckdb.DuckDBPyConnection, folder: str, settings: SqlSettings, timezone: str
) -> None:
    """No file outside of the folder, no network, no extensions, and no way to change that again.

    Without a folder no file at all but the database itself.
    """
    quoted = folder.replace("'", "''")
    directories = f"'{quoted}/'" if folder else ""
    for statement in (
        f"SET memory_limit = '{settings.memory}'",
        f"SET threads = {settings.threads}",
        f"SET TimeZone = '{timezone}'",
        f"SET allowed_directories = [{directories}]",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    ):
        database.execute(statement)


def _rows(
    database: duckdb.DuckDBPyConnection, request: Request[SqlQuery], settings: SqlSettings
) -> Iterable[Row]:
    statement = statement_of(request.query, settings)
    used = statement.parameters
    days = {name: day for name, day in days_asked(request).items() if name in used}
    try:
        # DuckDB's own mark of a parameter.
        reading = _reading(database, statement.text(mark="$"))
        with bounded_memory(settings.memory), _limited(database, settings.seconds):
            result = database.execute(reading, days)
            columns = [column[0] for column in result.description or ()]
            rows = result.fetchmany(settings.max_rows + 1)
    except duckdb.InterruptException:
        raise AnswerError(f"the query took longer than {settings.seconds:g} seconds") from None
    except (duckdb.Error, RuntimeError, MemoryError) as wrong:
        raise AnswerError(_reason(wrong)) from None
    return result_rows(request, columns, rows, settings.max_rows)


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


def _reason(wrong: Exception) -> str:
    """What DuckDB says, without the picture of the statement that follows."""
    said = str(wrong).partition("\n\n")[0]
    return " ".join(said.split())[:_LONGEST_REASON]
