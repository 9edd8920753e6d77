"""Http: KPI values from JSON, CSV or a plain number at an address."""

from collections.abc import Iterable

from okrsite.api import Failure, Observation, Request, SourceContext, SourceType
from okrsite.builtin.sources.http.settings import HttpQuery, HttpSettings
from okrsite.builtin.sources.optional_import import extra


def _fetch(
    requests: tuple[Request[HttpQuery], ...], settings: HttpSettings, context: SourceContext
) -> Iterable[Observation | Failure]:
    """Each address is asked once, however many KPIs read from it."""
    with extra("http"):
        from okrsite.builtin.sources.http.fetch import fetch  # noqa: PLC0415 - slow to import
    return fetch(requests, settings, context)


SOURCE = SourceType(
    name="http",
    title="JSON, CSV or a plain number over HTTP",
    settings=HttpSettings,
    query=HttpQuery,
    fetch=_fetch,
)
