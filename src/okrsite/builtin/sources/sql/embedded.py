"""Embedded: a DuckDB of its own that sees the files of `content/data/` and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from threading import Timer

import duckdb

from okrsite.api import Failure, Observation, Request, SourceContext, SourceError
from okrsite.builtin.sources.answer import AnswerError, Row, answers
from okrsite.builtin.sources.sql.result import check_parameters, days_asked, result_rows
from okrsite.builtin.sources.sql.settings import SqlQuery, SqlSettings

_LONGEST_REASON = 300
# As in other databases; DuckDB's own form is `$since`. Not part of a cast (`x::since`).
_PARAMETER = re.compile(r"(?<![:\w]):(since|until)\b")


def fetch(
    requests: tuple[Request[SqlQuery], ...], settings: SqlSettings, context: SourceContext
) -> Iterator[Observation | Failure]:
    """The observations and failures of a batch. Raises SourceError where there are no files."""
    folder = Path(context.data).resolve()
    if not folder.is_dir():
        raise SourceError("there is no folder content/data/ to read from")
    with chdir(folder), duckdb.connect(":memory:") as database:
        _lock(database, folder, settings, context.timezone)
        yield from answers(requests, lambda request: _rows(database, request, settings), context)


def _lock(
    database: duckdb.DuckDBPyConnection, folder: Path, settings: SqlSettings, timezone: str
) -> None:
    """No file outside of the folder, no network, no extensions, and no way to change that again."""
    quoted = str(folder).replace("'", "''")
    for statement in (
        "SET python_enable_replacements = false",
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false",
        "SET temp_directory = ''",
        f"SET memory_limit = '{settings.memory}'",
        f"SET threads = {settings.threads}",
        f"SET TimeZone = '{timezone}'",
        f"SET allowed_directories = ['{quoted}/']",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    ):
        database.execute(statement)


def _rows(
    database: duckdb.DuckDBPyConnection, request: Request[SqlQuery], settings: SqlSettings
) -> Iterable[Row]:
    query = request.query
    check_parameters(query.query)
    used = set(_PARAMETER.findall(query.query))
    statement = _reading(database, _PARAMETER.sub(r"$\1", query.query))
    days = {name: day for name, day in days_asked(request).items() if name in used}
    try:
        with _limited(database, settings.seconds):
            result = database.execute(statement, days)
            columns = [column[0] for column in result.description or ()]
            rows = result.fetchmany(settings.max_rows + 1)
    except duckdb.InterruptException:
        raise AnswerError(f"the query took longer than {settings.seconds:g} seconds") from None
    except (duckdb.Error, RuntimeError) as wrong:
        raise AnswerError(_reason(wrong)) from None
    return result_rows(request, columns, rows, settings.max_rows)


def _reading(database: duckdb.DuckDBPyConnection, query: str) -> duckdb.Statement:
    """The only statement of a query. Raises AnswerError unless it is one that reads."""
    try:
        statements = database.extract_statements(query)
    except duckdb.Error as wrong:
        raise AnswerError(_reason(wrong)) from None
    if len(statements) != 1:
        raise AnswerError(f"a query is one statement, and these are {len(statements)}")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise AnswerError("a query only reads: it begins with select, from or with")
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
