"""Session: what keeps a session from writing, and a statement from going on for ever.

It lies beneath the check of the statement, where a database has it. Trino and Spark have nothing of
the kind: there the check and the role are all there is, and statements are cancelled from here.
"""

from __future__ import annotations

from sqlalchemy import exc
from sqlalchemy.engine import Connection

from okrsite.api import SourceContext, SourceError
from okrsite.builtin.sources.sql.settings import SqlSettings

# With 1, ClickHouse would refuse the settings that its client sends along with each query, too.
# By the dialect's name: at the beginning of a session, and of each transaction.
_SESSIONS = {
    "postgresql": (
        "SET default_transaction_read_only = on",
        "SET standard_conforming_strings = on",
    ),
    "mysql": (
        "SET SESSION TRANSACTION READ ONLY",
        "SET SESSION max_execution_time = {milliseconds}",
    ),
    "mariadb": (
        "SET SESSION TRANSACTION READ ONLY",
        "SET SESSION max_statement_time = {seconds}",
    ),
    "snowflake": ("ALTER SESSION SET STATEMENT_TIMEOUT_IN_SECONDS = {whole_seconds}",),
    "clickhousedb": ("SET max_execution_time = {whole_seconds}", "SET readonly = 2"),
}
_TRANSACTIONS = {
    "postgresql": (
        "SET TRANSACTION READ ONLY",
        "SET LOCAL TIME ZONE '{timezone}'",
        "SET LOCAL statement_timeout = {milliseconds}",
    ),
}


def begin_session(connection: Connection, settings: SqlSettings) -> None:
    """Make a session that cannot write. Raises SourceError where its database refuses to."""
    try:
        for statement in _SESSIONS.get(_name(connection), ()):
            connection.exec_driver_sql(_filled(statement, settings))
        connection.commit()
    except exc.SQLAlchemyError as wrong:
        raise SourceError(f"its session cannot be made read-only: {type(wrong).__name__}") from None


def of_transactions(
    connection: Connection, settings: SqlSettings, context: SourceContext
) -> tuple[str, ...]:
    """The statements at the beginning of each transaction."""
    return tuple(
        _filled(statement, settings, context.timezone)
        for statement in _TRANSACTIONS.get(_name(connection), ())
    )


def _filled(statement: str, settings: SqlSettings, timezone: str = "") -> str:
    return statement.format(
        seconds=settings.seconds,
        whole_seconds=max(1, round(settings.seconds)),
        milliseconds=max(1, int(settings.seconds * 1000)),
        timezone=timezone,
    )


def _name(connection: Connection) -> str:
    """The dialect's name; an address of MySQL may lead to a MariaDB."""
    is_mariadb = getattr(connection.dialect, "is_mariadb", False)
    return "mariadb" if is_mariadb else connection.dialect.name
