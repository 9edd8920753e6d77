"""Reasons: what a database says of a statement that failed, in a line for the KPI's owner."""

from __future__ import annotations

import re

from sqlalchemy import exc

_LONGEST = 300
# Codes and words of databases that ended a statement at its time: of PostgreSQL and others with its
# codes, MariaDB, MySQL, SQLite, ClickHouse, Trino, Snowflake, SQL Server's driver.
_SAID_OF_TIME = re.compile(
    r"statement timeout|max_statement_time exceeded|maximum statement execution time exceeded"
    r"|^interrupted$|TIMEOUT_EXCEEDED|EXCEEDED_TIME_LIMIT|statement or warehouse timeout"
    r"|Query timeout expired",
    re.IGNORECASE,
)


def reason_of(wrong: Exception) -> str:
    """What the database says, without the statement and its parameters."""
    lines = [line.strip() for line in _said(wrong).splitlines() if line.strip()]
    return (lines[0] if lines else type(wrong).__name__)[:_LONGEST]


def is_of_time(wrong: Exception) -> bool:
    """Whether the database ended the statement because its time was over."""
    return bool(_SAID_OF_TIME.search(_said(wrong)))


def too_long(seconds: float) -> str:
    """The reason of a statement that was ended at its time."""
    return f"the query took longer than {seconds:g} seconds (seconds in its settings)"


def _said(wrong: Exception) -> str:
    if isinstance(wrong, exc.DBAPIError):
        return str(wrong.orig)
    is_ours = isinstance(wrong, exc.SQLAlchemyError)
    return str(next(iter(wrong.args), wrong) if is_ours else wrong)
