"""Sql: KPI values from any database, or from the site's own files."""

from collections.abc import Iterable

from okrsite.answers.optional_import import extra
from okrsite.answers.statements.dialects import dialect_of
from okrsite.api import Failure, Observation, QueryMistake, Request, SourceContext, SourceType
from okrsite.builtin.sources.sql.settings import SqlQuery, SqlSettings

# These modules and their libraries are slow to import, and most commands need none of them.
# ruff: noqa: PLC0415


def _fetch(
    requests: tuple[Request[SqlQuery], ...], settings: SqlSettings, context: SourceContext
) -> Iterable[Observation | Failure]:
    """The whole batch over one connection."""
    with extra("sql"):
        if dialect_of(settings.url) == "duckdb":
            from okrsite.builtin.sources.sql import embedded

            return embedded.fetch(requests, settings, context)
        from okrsite.builtin.sources.sql import engine

        return engine.fetch(requests, settings, context)


def _check(query: SqlQuery, settings: SqlSettings) -> Iterable[QueryMistake]:
    """Why a query is not sent, as far as that can be told without its database."""
    try:
        from okrsite.builtin.sources.sql.read_only import mistakes
    except ModuleNotFoundError as missing:
        message = f"{missing.name} is not installed, so nobody looked whether its queries only read"
        return [QueryMistake(message, "pip install 'okrsite[sql]'", is_refusal=False)]
    return mistakes(query, settings)


SOURCE = SourceType(
    name="sql",
    title="SQL: any database, or DuckDB over the files of content/data/",
    settings=SqlSettings,
    query=SqlQuery,
    fetch=_fetch,
    check=_check,
)
