"""Settings of the sql source: which database is asked, and the statement of a KPI."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from okrsite.answers.statements.dialects import Dialect


class SqlSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which database is asked; secrets are written as `${VAR}`.

    `url` is an address of SQLAlchemy, such as `postgresql://reader:${DB_PASSWORD}@db/sales`; an
    SQLite file's path is relative to `content/data/`. Without a `url` it is a DuckDB of its own
    over the files of `content/data/`, with the source's `memory` and `threads` at most; a DuckDB
    file as `duckdb:///FILE` has the same bounds. One statement may take `seconds` and give
    `max_rows`. Not more than `connections` are asked at a time, each over a connection of its own;
    KPIs with the same query are asked for once.

    Every query is parsed before anything is sent, in the dialect of the `url`, or in `dialect`
    where the address is a variable as a whole. `functions` are further ones that queries may call,
    with their schema if they have one. `parse = "off"` is for a database whose SQL cannot be parsed
    here, and holds only where the database says itself that the role can only read.
    """

    url: str = ""
    dialect: Dialect | Literal[""] = ""
    functions: tuple[str, ...] = ()
    parse: Literal["on", "off"] = "on"
    seconds: Annotated[float, Meta(gt=0)] = 30
    connections: Annotated[int, Meta(ge=1, le=32)] = 4
    max_rows: Annotated[int, Meta(ge=1)] = 100_000
    threads: Annotated[int, Meta(ge=1, le=64)] = 2


class SqlQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One statement that only reads, and gives a day and a value in each row.

    The columns are told by their names, `date` (or `day`, `month`, `week`, `quarter`, `year`,
    `period`) and `value`; two columns of other names are taken in that order. One row of one column
    is the value of the last day that is asked for. `:since` and `:until` become the first and the
    last day that is asked for. Without a `url` in the settings, a file of `content/data/` is named
    in quotes: `from 'sales.csv'`.
    """

    query: str
