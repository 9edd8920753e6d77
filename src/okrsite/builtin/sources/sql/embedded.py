"""Embedded: DuckDB in this process, over the files of `content/data/` or a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import chdir
from pathlib import Path

from okrsite.answers.data_folder import data_folder
from okrsite.answers.embedded.connection import EngineBounds, ask, connected, lock
from okrsite.answers.observations import Row, answers
from okrsite.answers.result import days_asked, result_rows
from okrsite.answers.statements.dialects import is_in_memory
from okrsite.api import Failure, Observation, Request, SourceContext, SourceError
from okrsite.builtin.sources.sql.read_only import statement_of
from okrsite.builtin.sources.sql.settings import SqlQuery, SqlSettings


def fetch(
    requests: tuple[Request[SqlQuery], ...], settings: SqlSettings, context: SourceContext
) -> Iterator[Observation | Failure]:
    """The observations and failures of a batch. Raises SourceError where there are no files."""
    folder = data_folder(context.data)
    file = _file(folder, settings.url)
    if not file and not folder.is_dir():
        raise SourceError("there is no folder content/data/ to read from")
    bounds = EngineBounds(
        memory=context.memory,
        threads=settings.threads,
        seconds=settings.seconds,
        max_rows=settings.max_rows,
    )
    with (
        chdir(folder if folder.is_dir() else "/"),
        connected(file, read_only=bool(file)) as database,
    ):
        lock(database, "" if file else str(folder), bounds, context.timezone)

        def rows(request: Request[SqlQuery]) -> Iterable[Row]:
            statement = statement_of(request.query, settings)
            columns, found = ask(database, statement, days_asked(request), bounds)
            return result_rows(request, columns, found, bounds.max_rows)

        yield from answers(requests, rows, context)


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
