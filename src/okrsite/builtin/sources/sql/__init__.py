"""Sql: KPI values from any database, or from the site's own files."""

from collections.abc import Iterable

from okrsite.api import Failure, Observation, Request, SourceContext, SourceType
from okrsite.builtin.sources.optional_import import extra
from okrsite.builtin.sources.sql.settings import SqlQuery, SqlSettings


def _fetch(
    requests: tuple[Request[SqlQuery], ...], settings: SqlSettings, context: SourceContext
) -> Iterable[Observation | Failure]:
    """The whole batch over one connection."""
    with extra("sql"):
        if settings.url:
            from okrsite.builtin.sources.sql import engine  # noqa: PLC0415 - slow to import

            return engine.fetch(requests, settings, context)
        from okrsite.builtin.sources.sql import embedded  # noqa: PLC0415 - slow to import

        return embedded.fetch(requests, settings, context)


SOURCE = SourceType(
    name="sql",
    title="SQL: any database, or DuckDB over the files of content/data/",
    settings=SqlSettings,
    query=SqlQuery,
    fetch=_fetch,
)
