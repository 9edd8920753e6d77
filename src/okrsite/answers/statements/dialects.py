"""Dialects: the SQL that an address speaks, as far as its statements can be read here."""

from __future__ import annotations

import re
from typing import Literal

Dialect = Literal[
    "bigquery",
    "clickhouse",
    "databricks",
    "duckdb",
    "hive",
    "mysql",
    "oracle",
    "postgres",
    "presto",
    "redshift",
    "snowflake",
    "spark",
    "sqlite",
    "trino",
    "tsql",
]

# By the name that an address begins with. Who offers the Thrift protocol of Hive is Spark nearly
# always, and what Hive reads beyond it is refused.
_OF_ADDRESS: dict[str, Dialect] = {
    "awsathena": "trino",
    "bigquery": "bigquery",
    "clickhouse": "clickhouse",
    "clickhousedb": "clickhouse",
    "cockroachdb": "postgres",
    "databricks": "databricks",
    "duckdb": "duckdb",
    "hive": "spark",
    "mariadb": "mysql",
    "mssql": "tsql",
    "mysql": "mysql",
    "oracle": "oracle",
    "postgres": "postgres",
    "postgresql": "postgres",
    "presto": "presto",
    "redshift": "redshift",
    "snowflake": "snowflake",
    "sparksql": "spark",
    "sqlite": "sqlite",
    "trino": "trino",
}
_BACKEND = re.compile(r"([a-z][a-z0-9_]*)(?:\+[a-z0-9_]+)?://")
# Those whose tables may be files, named by their path.
READ_FILES: frozenset[Dialect] = frozenset(("databricks", "duckdb", "hive", "spark"))


def dialect_of(url: str) -> Dialect | None:
    """The dialect of an address, DuckDB's without one; None where nobody here knows it."""
    if not url:
        return "duckdb"
    found = _BACKEND.match(url)
    return _OF_ADDRESS.get(found[1]) if found else None


def is_in_memory(url: str) -> bool:
    """Whether an address is of a DuckDB that has no file, and reads those of `content/data/`."""
    return url in {"", "duckdb://", "duckdb:///", "duckdb:///:memory:"}
