"""Engine: any database that SQLAlchemy has a dialect for, read and never written."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

import sqlalchemy
from sqlalchemy import exc
from sqlalchemy.engine import URL, Connection
from sqlalchemy.pool import NullPool

from okrsite.answers.observations import AnswerError, Row, answers, scrubbed
from okrsite.answers.result import days_asked, result_rows
from okrsite.api import Failure, Observation, Request, SourceContext, SourceError
from okrsite.builtin.sources.sql import sqlite
from okrsite.builtin.sources.sql.read_only import statement_of
from okrsite.builtin.sources.sql.role import prove_read_only
from okrsite.builtin.sources.sql.session import begin_session, of_transactions
from okrsite.builtin.sources.sql.settings import SqlQuery, SqlSettings

_LONGEST_REASON = 300
# What has the dialects and drivers that no extra brings.
_PACKAGES = {
    "bigquery": "sqlalchemy-bigquery",
    "clickhouse": "clickhouse-connect",
    "clickhousedb": "clickhouse-connect",
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


def fetch(
    requests: tuple[Request[SqlQuery], ...], settings: SqlSettings, context: SourceContext
) -> Iterator[Observation | Failure]:
    """The observations and failures of a batch. Raises SourceError where nobody can be asked."""
    try:
        url = sqlalchemy.make_url(settings.url)
    except exc.SQLAlchemyError:
        raise SourceError("its url is no address of SQLAlchemy") from None
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
        begin_session(connection, settings)
        before = of_transactions(connection, settings, context)
        if settings.parse == "off":
            prove_read_only(connection)
        yield from answers(
            requests, lambda request: _rows(connection, request, settings, before), context
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
