"""Connect: from an address to an engine of SQLAlchemy, and what is missing where there is none."""

from __future__ import annotations

import shlex
from typing import Any

import sqlalchemy
from sqlalchemy import exc
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.pool import NullPool

from okrsite.api import SourceContext, SourceError
from okrsite.builtin.sources.sql import sqlite
from okrsite.builtin.sources.sql.hive import limit_statements
from okrsite.builtin.sources.sql.reasons import reason_of

# What has the dialects and drivers that no extra brings.
_PACKAGES = {
    "bigquery": "sqlalchemy-bigquery",
    "clickhouse": "clickhouse-connect",
    "clickhousedb": "clickhouse-connect",
    "databricks": "databricks-sqlalchemy",
    "hive": "pyhive[hive-pure-sasl]",
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
# Each option saves round trips. Of PostgreSQL nobody needs the ids of types; for MariaDB and MySQL
# a session that only reads has nothing to roll back.
_OPTIONS: dict[str, dict[str, Any]] = {
    "postgresql+psycopg": {"use_native_hstore": False},
    "mysql+pymysql": {"isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True},
    "mariadb+pymysql": {"isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True},
}


def url_of(address: str) -> URL:
    """An address with the driver that is taken for it. Raises SourceError where it is none."""
    try:
        url = sqlalchemy.make_url(address)
    except exc.SQLAlchemyError:
        raise SourceError("its url is no address of SQLAlchemy") from None
    return url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))


def engine_of(url: URL, seconds: float, context: SourceContext) -> Engine:
    """What opens connections to an address, over which a statement may take so many seconds.

    Raises SourceError where nothing here can.
    """
    try:
        if url.get_backend_name() == "sqlite":
            return sqlite.engine(url, context.data)
        options = _OPTIONS.get(url.drivername, {})
        engine = sqlalchemy.create_engine(url, poolclass=NullPool, **options)
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
    except (exc.SQLAlchemyError, ValueError, TypeError):
        raise SourceError("its url cannot be used: an option is unknown or wrong") from None
    if engine.driver == "thrift":
        limit_statements(engine, seconds)
    return engine


def connected(engine: Engine) -> Connection:
    """A connection. Raises SourceError, transient where the database is away."""
    try:
        return engine.connect()
    except exc.DBAPIError as wrong:
        reason = f"the database cannot be reached: {reason_of(wrong)}"
        raise SourceError(reason, is_transient=True) from None
    except (exc.SQLAlchemyError, ValueError, TypeError):
        raise SourceError("its url cannot be used: an option is unknown or wrong") from None
    except Exception as wrong:  # noqa: BLE001 - drivers raise what their own libraries raise
        reason = f"the database cannot be reached: {reason_of(wrong)}"
        raise SourceError(reason, is_transient=True) from None
