"""Fetch: a batch of KPIs over HTTP, each address once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import monotonic

from okrsite.answers.observations import scrubbed
from okrsite.answers.optional_import import extra
from okrsite.answers.records.source import fetch_records
from okrsite.api import (
    DeclaredTable,
    Failure,
    Observation,
    RecordsWanted,
    Request,
    SourceContext,
    SourceRecord,
    TableFailure,
)
from okrsite.builtin.sources.http.etag_cache import EtagCache
from okrsite.builtin.sources.http.settings import HttpQuery, HttpSettings
from okrsite.builtin.sources.http.values import values_of
from okrsite.builtin.sources.web.client import WebClient
from okrsite.builtin.sources.web.pace import Pace
from okrsite.builtin.sources.web.settings import secrets_of

# The share of the source's time in which all is asked, so that there is some left to answer in.
_OURS = 0.9


def fetch(
    requests: tuple[Request[HttpQuery], ...], settings: HttpSettings, context: SourceContext
) -> Iterator[Observation | Failure]:
    """The observations and failures of a batch."""
    oauth = settings.oauth
    secrets = [*secrets_of(settings), *(oauth.secrets if oauth else ())]
    return scrubbed(secrets, _answers(requests, settings, context, secrets))


def _answers(
    requests: tuple[Request[HttpQuery], ...],
    settings: HttpSettings,
    context: SourceContext,
    secrets: list[str],
) -> Iterator[Observation | Failure]:
    pace = Pace(settings.requests_per_minute, monotonic() + _OURS * context.seconds)
    authorize = None
    if settings.oauth:
        # Its libraries are slow to import, and most sources have their token.
        with extra("http"):
            from okrsite.builtin.sources.http.oauth import TokenSource  # noqa: PLC0415

        authorize = TokenSource(settings.oauth, settings, secrets)
    with WebClient(settings, authorize, pace) as client:
        get = EtagCache(context.cache_dir, context.cache_key, settings).through(client.get)
        plain = [request for request in requests if not request.query.is_of_records]
        yield from values_of(plain, settings, get, context)
        asking = [request for request in requests if request.query.is_of_records]
        if asking:
            yield from _of_records(asking, settings, client, context)


def _of_records(
    requests: list[Request[HttpQuery]],
    settings: HttpSettings,
    client: WebClient,
    context: SourceContext,
) -> Iterable[Observation | Failure]:
    # As above.
    from okrsite.builtin.sources.http.table_queries import sharing_of  # noqa: PLC0415
    from okrsite.builtin.sources.http.table_records import records_of  # noqa: PLC0415

    def give(
        wanted: RecordsWanted[HttpQuery],
    ) -> Iterator[SourceRecord | DeclaredTable | TableFailure]:
        return records_of(wanted, settings, client, context.timezone)

    return fetch_records(requests, give, context, sharing_of(settings))
