"""Http: KPI values from JSON, CSV or a plain number at an address."""

from collections.abc import Iterable

from okrsite.answers.optional_import import extra
from okrsite.api import (
    Failure,
    Observation,
    QueryMistake,
    Request,
    SourceContext,
    SourceType,
)
from okrsite.builtin.sources.http.settings import HttpQuery, HttpSettings
from okrsite.builtin.sources.web.paths import absolute_mistake, relative_mistake


def _fetch(
    requests: tuple[Request[HttpQuery], ...], settings: HttpSettings, context: SourceContext
) -> Iterable[Observation | Failure]:
    """Each address is asked once, however many KPIs read from it."""
    with extra("http"):
        from okrsite.builtin.sources.http.fetch import fetch  # noqa: PLC0415 - slow to import
    return fetch(requests, settings, context)


def _check(query: HttpQuery, settings: HttpSettings) -> Iterable[QueryMistake]:
    """An address that leads elsewhere than below that of the settings."""
    wrong = relative_mistake(query.url) if settings.url else absolute_mistake(query.url)
    if wrong:
        below = "Name what follows the url of its source, such as `kpis/churn?year=2026`."
        whole = "Its source has no url: name a whole address, https://host/path."
        message = f"this address may not be asked: {wrong}"
        yield QueryMistake(message, below if settings.url else whole, "url")


SOURCE = SourceType(
    name="http",
    title="JSON, CSV or a plain number over HTTP",
    settings=HttpSettings,
    query=HttpQuery,
    fetch=_fetch,
    check=_check,
)
