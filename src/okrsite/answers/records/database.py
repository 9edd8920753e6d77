"""Database: the tables that some KPIs read, in a DuckDB that is locked before it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from okrsite.answers.embedded.connection import EngineBounds, ask, connected, lock
from okrsite.answers.observations import AnswerError
from okrsite.answers.records.column_types import quoted
from okrsite.answers.records.filling import LoadedFile
from okrsite.answers.records.table_sql import attached
from okrsite.answers.statements.statement import Statement
from okrsite.model.extensions import SourceContext, TableFailure
from okrsite.pipeline.suggest import suggestion


class RecordDatabase:
    """Tables that were loaded, and are asked; names differ in more than their case."""

    def __init__(
        self,
        database: duckdb.DuckDBPyConnection,
        files: Sequence[LoadedFile],
        bounds: EngineBounds,
    ) -> None:
        self._database, self._bounds = database, bounds
        self._counts: dict[str, int] = {}
        self._begins: dict[str, date] = {}
        self._failures: dict[str, TableFailure] = {}
        self._given: list[str] = []
        for file in files:
            self._given += file.given
            self._counts |= file.counts
            self._begins |= file.begins
            self._failures |= file.failures

    def ask(
        self, statement: Statement, names: Iterable[str], days: Mapping[str, date]
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        """The columns and rows of a statement that reads these tables. Raises AnswerError."""
        for name in names:
            if failure := self._failures.get(name.lower()):
                raise AnswerError(failure.reason, is_transient=failure.is_transient)
        return ask(self._database, statement, days, self._bounds)

    def missing(self, names: Iterable[str]) -> list[str]:
        """Those of the names for which no record came, and no table with fields was declared."""
        known = {*self._counts, *self._failures}
        return sorted(name for name in names if name.lower() not in known)

    def has_records(self, names: Iterable[str]) -> bool:
        """Whether any of these tables has one."""
        return any(self._counts.get(name.lower()) for name in names)

    def begins(self, names: Iterable[str]) -> date | None:
        """The first day from which on all these tables have what is wanted; None for all days."""
        days = [self._begins.get(name.lower()) for name in names]
        return max((day for day in days if day is not None), default=None)

    def near(self, name: str) -> str:
        """The table that may be meant by a name, as the end of a sentence."""
        return suggestion(name, self._given)


@contextmanager
def opened(
    files: Sequence[LoadedFile], context: SourceContext, bounds: EngineBounds, scratch: Path
) -> Iterator[RecordDatabase]:
    """The tables of these files in one database, which can only be read."""
    with connected(spills_to=str(scratch / "spill")) as database:
        for number, file in enumerate(files):
            schema = f"load{number}"
            database.execute(attached(file.path, schema, read_only=True))
            for name in file.counts.keys() - file.failures.keys():
                database.table(f"{schema}.{quoted(name)}").create_view(name)
        lock(database, "", bounds, context.timezone)
        yield RecordDatabase(database, files, bounds)
