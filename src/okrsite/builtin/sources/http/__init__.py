"""Http: KPI values from JSON, CSV or a plain number at an address."""

from collections.abc import Iterable

from okrsite.answers.optional_import import extra
from okrsite.api import (
    Failure,
    Observation,
    QueryMistake,
    Request,
    SettingsMistake,
    SourceContext,
    SourceType,
)
from okrsite.builtin.sources.http.expression_checks import broken_expressions
from okrsite.builtin.sources.http.oauth_settings import oauth_mistakes
from okrsite.builtin.sources.http.placeholders import with_example_days
from okrsite.builtin.sources.http.settings import HttpQuery, HttpSettings
from okrsite.builtin.sources.http.table_queries import table_query_mistakes
from okrsite.builtin.sources.http.table_settings import table_mistakes
from okrsite.builtin.sources.web.paths import absolute_mistake, relative_mistake


def _fetch(
    requests: tuple[Request[HttpQuery], ...], settings: HttpSettings, context: SourceContext
) -> Iterable[Observation | Failure]:
    """Each address is asked once, however many KPIs read from it."""
    # Both at once, so that nobody installs twice.
    needed = "http,sql" if any(request.query.is_of_records for request in requests) else "http"
    with extra(needed):
        from okrsite.builtin.sources.http.fetch import fetch  # noqa: PLC0415 - slow to import
    return fetch(requests, settings, context)


def _check(query: HttpQuery, settings: HttpSettings) -> Iterable[QueryMistake]:
    """An address that leads elsewhere than below that of the settings, and mistakes in SQL."""
    if query.is_of_records:
        yield from table_query_mistakes(query, settings)
        if not query.url:
            return
    yield from _address_mistakes(query, settings)
    if query.format == "json":
        paths = {"rows": query.rows, "date": query.date, "value": query.value, "next": query.next}
        for field, message in broken_expressions(paths):
            yield QueryMistake(message, "https://jmespath.org has its grammar.", field)


def _address_mistakes(query: HttpQuery, settings: HttpSettings) -> Iterable[QueryMistake]:
    asked = with_example_days(query.url)
    wrong = relative_mistake(asked) if settings.url else absolute_mistake(asked)
    if wrong:
        below = "Name what follows the url of its source, such as `kpis/churn?year=2026`."
        whole = "Its source has no url: name a whole address, https://host/path."
        message = f"this address may not be asked: {wrong}"
        yield QueryMistake(message, below if settings.url else whole, "url")


def _check_settings(settings: HttpSettings) -> Iterable[SettingsMistake]:
    """Tables and ways to a token that cannot work, whoever asks."""
    if settings.oauth:
        yield from oauth_mistakes(settings.oauth)
        if settings.token or settings.user:
            yield SettingsMistake("`oauth` gets the token, and another one is given", field="oauth")
    if settings.tables and not settings.url:
        yield SettingsMistake("`tables` need the `url` that theirs follow", field="tables")
    for name, table in settings.tables.items():
        yield from table_mistakes(name, table)


SOURCE = SourceType(
    name="http",
    title="JSON, CSV or a plain number over HTTP",
    settings=HttpSettings,
    query=HttpQuery,
    fetch=_fetch,
    check=_check,
    check_settings=_check_settings,
)
