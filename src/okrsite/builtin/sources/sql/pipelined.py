"""Pipelined: PostgreSQL asked in one round trip, with the transaction and its bounds.

The server gets the whole of it at once and answers once. Each message holds a single statement, as
the extended protocol demands, and a cursor's declaration takes only one that reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

import psycopg
import sqlalchemy
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow
from sqlalchemy.engine import Connection

from okrsite.answers.observations import AnswerError
from okrsite.answers.result import days_asked
from okrsite.api import Request
from okrsite.builtin.sources.at_once import Answered
from okrsite.builtin.sources.sql.read_only import statement_of
from okrsite.builtin.sources.sql.reasons import is_of_time, reason_of, too_long
from okrsite.builtin.sources.sql.settings import SqlQuery, SqlSettings


class PipelinedSession:
    """A connection that asks each question in a transaction of its own, and rolls it back."""

    def __init__(
        self, connection: Connection, settings: SqlSettings, before: tuple[str, ...]
    ) -> None:
        self._connection = connection
        self._settings = settings
        self._before = before
        driver = connection.connection.driver_connection
        self._driver = cast("psycopg.Connection[TupleRow]", driver)
        self._driver.autocommit = True
        # Nothing of a statement is to outlive its transaction: a pool may be in between.
        self._driver.prepare_threshold = None

    def ask(self, request: Request[SqlQuery]) -> Answered:
        """What a statement gives. Raises AnswerError."""
        settings = self._settings
        statement = statement_of(request.query, settings)
        text = sqlalchemy.text(statement.text(colon=r"\:"))
        declaration = str(text.compile(dialect=self._connection.dialect))
        days = {name: days_asked(request)[name] for name in statement.parameters}
        try:
            return self._fetched(declaration, days, settings.max_rows + 1)
        except psycopg.Error as wrong:
            if is_of_time(wrong):
                raise AnswerError(too_long(settings.seconds)) from None
            raise AnswerError(reason_of(wrong), is_transient=self._driver.closed) from None
        finally:
            self._leave_transaction()

    def _fetched(self, query: str, days: Mapping[str, date], most: int) -> Answered:
        driver = self._driver
        cursor = driver.cursor()
        with driver.pipeline():
            driver.execute("BEGIN READ ONLY")
            for careful in self._before:
                driver.execute(careful)
            driver.execute(f"DECLARE asked NO SCROLL CURSOR FOR {query}", days)
            cursor.execute(f"FETCH FORWARD {most} FROM asked")
            driver.execute("ROLLBACK")
        columns = [column.name for column in cursor.description or ()]
        return Answered(columns, cursor.fetchall())

    def _leave_transaction(self) -> None:
        """Roll back what failed before its own rollback."""
        if self._driver.info.transaction_status == TransactionStatus.INERROR:
            self._driver.rollback()

    def close(self) -> None:
        """Hang up, without a rollback that would be in vain where the connection is lost."""
        self._connection.invalidate()
        self._connection.close()
