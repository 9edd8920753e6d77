"""Engine: any database that SQLAlchemy has a dialect for, read and never written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy
from sqlalchemy import exc
from sqlalchemy.engine import URL, Connection, Engine

from okrsite.answers.observations import AnswerError, Row, scrubbed
from okrsite.answers.result import days_asked, result_rows
from okrsite.api import Failure, Observation, Request, SourceContext
from okrsite.builtin.sources.at_once import Answered, Session, answers_at_once
from okrsite.builtin.sources.sql import sqlite
from okrsite.builtin.sources.sql.cancelling import cancelled_late
from okrsite.builtin.sources.sql.connect import connected, engine_of, url_of
from okrsite.builtin.sources.sql.read_only import statement_of
from okrsite.builtin.sources.sql.reasons import is_of_time, reason_of, too_long
from okrsite.builtin.sources.sql.role import prove_read_only
from okrsite.builtin.sources.sql.session import begin_session, of_transactions
from okrsite.builtin.sources.sql.settings import SqlQuery, SqlSettings

_PIPELINED = ("postgresql", "psycopg")


def fetch(
    requests: tuple[Request[SqlQuery], ...], settings: SqlSettings, context: SourceContext
) -> Iterator[Observation | Failure]:
    """The observations and failures of a batch. Raises SourceError where nobody can be asked."""
    url = url_of(settings.url)
    secrets = (url.password or "", *(str(value) for value in url.query.values()))
    return scrubbed(secrets, _batch(requests, settings, context, url))


def _batch(
    requests: tuple[Request[SqlQuery], ...], settings: SqlSettings, context: SourceContext, url: URL
) -> Iterator[Observation | Failure]:
    engine = engine_of(url, settings.seconds, context)
    # A file is read by one after the other.
    most = 1 if url.get_backend_name() == "sqlite" else settings.connections
    groups: dict[tuple[object, ...], list[Request[SqlQuery]]] = {}
    for request in requests:
        try:
            groups.setdefault(_question(request, settings), []).append(request)
        except AnswerError as refusal:
            yield Failure(request.kpi.id, str(refusal))

    def rows_of(request: Request[SqlQuery], table: Answered) -> Iterable[Row]:
        return result_rows(request, table.columns, table.rows, settings.max_rows)

    def open_session() -> Session:
        return _opened(engine, settings, context)

    yield from answers_at_once(tuple(groups.values()), open_session, rows_of, context, most)


def _question(request: Request[SqlQuery], settings: SqlSettings) -> tuple[object, ...]:
    """What is the same for requests that are answered by asking once."""
    used = statement_of(request.query, settings).parameters
    days = (day for name, day in days_asked(request).items() if name in used)
    return (request.query.query, *days)


def _opened(engine: Engine, settings: SqlSettings, context: SourceContext) -> Session:
    connection = connected(engine)
    try:
        begin_session(connection, settings)
        before = of_transactions(connection, settings, context)
        if settings.parse == "off":
            prove_read_only(connection)
    except BaseException:
        connection.close()
        raise
    dialect = connection.dialect
    if (dialect.name, dialect.driver) == _PIPELINED:
        from okrsite.builtin.sources.sql.pipelined import (  # noqa: PLC0415 - has a driver of its own
            PipelinedSession,
        )

        return PipelinedSession(connection, settings, before)
    return EngineSession(connection, settings, before)


class EngineSession:
    """A connection that asks each question in a transaction of its own, and rolls it back."""

    def __init__(
        self, connection: Connection, settings: SqlSettings, before: tuple[str, ...]
    ) -> None:
        self._connection = connection
        self._settings = settings
        self._before = before

    def ask(self, request: Request[SqlQuery]) -> Answered:
        """What a statement gives. Raises AnswerError."""
        connection, settings = self._connection, self._settings
        # SQLAlchemy would take colons in texts for parameters, too.
        asked = statement_of(request.query, settings).text(colon=r"\:")
        try:
            with (
                cancelled_late(connection, settings.seconds),
                connection.begin() as transaction,
                sqlite.limited(connection, settings.seconds),
            ):
                for careful in self._before:
                    connection.exec_driver_sql(careful)
                statement = sqlalchemy.text(asked).execution_options(stream_results=True)
                days = sqlite.day_parameters(days_asked(request), connection)
                with connection.execute(statement, days) as result:
                    columns = list(result.keys())
                    rows = result.fetchmany(settings.max_rows + 1)
                transaction.rollback()
        except exc.SQLAlchemyError as wrong:
            if is_of_time(wrong):
                raise AnswerError(too_long(settings.seconds)) from None
            is_lost = isinstance(wrong, exc.DBAPIError) and wrong.connection_invalidated
            raise AnswerError(reason_of(wrong), is_transient=is_lost) from None
        except AnswerError:
            raise
        except Exception as wrong:  # noqa: BLE001 - drivers raise what their own libraries raise
            raise AnswerError(reason_of(wrong), is_transient=True) from None
        return Answered(columns, rows)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()
