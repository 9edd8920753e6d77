"""Engine: any database that SQLAlchemy has a dialect for, read and never written."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

import sqlalchemy
from sqlalchemy import exc
from sqlalchemy.engine import URL, Connection
from sqlalchemy.pool import NullPool

from okrsite.api import Failure, Observation, Request, SourceContext, SourceError
from okrsite.builtin.sources.answer import AnswerError, Row, answers, scrubbed
from okrsite.builtin.sources.sql import sqlite
from okrsite.builtin.sources.sql.read_only import statement_of
from okrsite.builtin.sources.sql.result import days_asked, result_rows
from okrsite.builtin.sources.sql.settings import SqlQuery, SqlSettings

_LONGEST_REASON = 300
# What has the dialects and drivers that no extra brings.
_PACKAGES = {
    "bigquery": "sqlalchemy-bigquery",
    "databricks": "databricks-sqlalchemy",
    "hive": "pyhive[hive]",
    "mariadb": "pymysql",
    "mssql": "pyodbc",
    "mysql": "pymysql",
    "oracle": "oracledb",
    "snowflake": "snowflake-sqlalchemy",
    "trino": "trino[sqlalchemy]",
}
# The drivers that are taken where an address leaves the choice open.
_DRIVERS = {
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mariadb+pymysql",
    "oracle": "oracle+oracledb",
}
# What makes a session unable to write, and a transaction too, whose days are those of the company
# and whose statements end at their time.
_SESSION = {"postgresql": "SET default_transaction_read_only = on"}
_TRANSACTION = {
    "postgresql": (
        "SET TRANSACTION READ ONLY",
        "SET LOCAL TIME ZONE '{timezone}'",
        "SET LOCAL statement_timeout = {milliseconds}",
    ),
}


def fetch(
    requests: tuple[Request[SqlQuery], ...], settings: SqlSettings, context: SourceContext
) -> Iterator[Observation | Failure]:
    """The observations and failures of a batch. Raises SourceError where nobody can be asked."""
    try:
        url = sqlalchemy.make_url(settings.url)
    except exc.SQLAlchemyError:
        raise SourceError("its url is no address of SQLAlchemy") from None
    if settings.parse == "off" and url.get_backend_name() != "sqlite":
        raise SourceError('parse = "off" needs a role that is proved to be read-only')
    secrets = (url.password or "", *(str(value) for value in url.query.values()))
    return scrubbed(
        secrets,
        _batch(requests, settings, context, url.set(drivername=_driver(url))),
    )


def _driver(url: URL) -> str:
    return _DRIVERS.get(url.drivername, url.drivername)


def _batch(
    requests: tuple[Request[SqlQuery], ...], settings: SqlSettings, context: SourceContext, url: URL
) -> Iterator[Observation | Failure]:
    with _connected(url, context) as connection:
        if careful := _SESSION.get(connection.dialect.name):
            connection.exec_driver_sql(careful)
            connection.commit()
        before = _before(connection, settings, context)
        yield from answers(
            requests, lambda request: _rows(connection, request, settings, before), context
        )


def _before(
    connection: Connection, settings: SqlSettings, context: SourceContext
) -> tuple[str, ...]:
    """The statements at the beginning of each transaction."""
    milliseconds = max(1, int(settings.seconds * 1000))
    return tuple(
        statement.format(milliseconds=milliseconds, timezone=context.timezone)
        for statement in _TRANSACTION.get(connection.dialect.name, ())
    )


def _connected(url: URL, context: SourceContext) -> Connection:
    try:
        if url.get_backend_name() == "sqlite":
            return sqlite.engine(url, context.data).connect()
        return sqlalchemy.create_engine(url, poolclass=NullPool).connect()
    except ModuleNotFoundError as missing:
        extra = "postgresql" if missing.name == "psycopg" else ""
        name = _PACKAGES.get(url.get_backend_name(), missing.name or "")
        package = "'okrsite[postgresql]'" if extra else shlex.quote(name)
        raise SourceError(f"{missing.name} is not installed: pip install {package}") from None
    except exc.NoSuchModuleError:
        name = url.get_backend_name()
        package = _PACKAGES.get(name, "")
        which = f": pip install {shlex.quote(package)}" if package else ""
        raise SourceError(
            f"no installed package has the dialect '{name}' for SQLAlchemy{which}"
        ) from None
    except exc.DBAPIError as wrong:
        reason = f"the database cannot be reached: {_reason(wrong)}"
        raise SourceError(reason, is_transient=True) from None
    except (exc.SQLAlchemyError, ValueError, TypeError):
        raise SourceError("its url cannot be used: an option is unknown or wrong") from None


def _rows(
    connection: Connection,
    request: Request[SqlQuery],
    settings: SqlSettings,
    before: tuple[str, ...],
) -> Iterable[Row]:
    """Each request has a transaction of its own, which is always rolled back."""
    # SQLAlchemy would take colons in texts for parameters, too.
    asked = statement_of(request.query, settings).text(colon=r"\:")
    try:
        with connection.begin() as transaction, sqlite.limited(connection, settings.seconds):
            for careful in before:
                connection.exec_driver_sql(careful)
            # A cursor of the server's takes a single statement, and only one that reads.
            statement = sqlalchemy.text(asked).execution_options(stream_results=True)
            days = sqlite.day_parameters(days_asked(request), connection)
            with connection.execute(statement, days) as result:
                columns = list(result.keys())
                rows = result.fetchmany(settings.max_rows + 1)
            transaction.rollback()
    except exc.SQLAlchemyError as wrong:
        is_transient = isinstance(wrong, exc.DBAPIError) and wrong.connection_invalidated
        raise AnswerError(_reason(wrong), is_transient=is_transient) from None
    return result_rows(request, columns, rows, settings.max_rows)


def _reason(wrong: exc.SQLAlchemyError) -> str:
    """What the database says, without the statement and its parameters."""
    said = wrong.orig if isinstance(wrong, exc.DBAPIError) else next(iter(wrong.args), wrong)
    lines = [line.strip() for line in str(said).splitlines() if line.strip()]
    return (lines[0] if lines else type(wrong).__name__)[:_LONGEST_REASON]
