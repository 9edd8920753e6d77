"""Fetch: a batch of expressions in PromQL."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Any
from urllib.parse import urlencode

import msgspec

from okrsite.answers.observations import AnswerError, Row, answers, scrubbed, undated
from okrsite.api import Failure, Observation, Request, SourceContext, SourceError
from okrsite.builtin.sources.prometheus.sample_times import (
    SampleRange,
    SampleTime,
    newest,
    sample_ranges,
    sample_times,
)
from okrsite.builtin.sources.prometheus.settings import PrometheusQuery, PrometheusSettings
from okrsite.builtin.sources.web.client import WebClient
from okrsite.builtin.sources.web.settings import secrets_of

# Statuses under which the server says what is wrong with an expression.
_SAYS_WHY = frozenset({400, 422})
_LONGEST_REASON = 200


class _ApiReply(msgspec.Struct, frozen=True):
    """What every answer of the API is."""

    status: str
    data: dict[str, Any] = {}
    error: str = ""


def fetch(
    requests: tuple[Request[PrometheusQuery], ...],
    settings: PrometheusSettings,
    context: SourceContext,
) -> Iterator[Observation | Failure]:
    """The observations and failures of a batch. Raises SourceError without a server."""
    return scrubbed(secrets_of(settings), _answers(requests, settings, context))


def _answers(
    requests: tuple[Request[PrometheusQuery], ...],
    settings: PrometheusSettings,
    context: SourceContext,
) -> Iterator[Observation | Failure]:
    with WebClient(settings) as client:
        server = _Server(client, settings)
        try:
            now = server.now()
        except AnswerError as reason:
            raise SourceError(str(reason), is_transient=reason.is_transient) from None
        yield from answers(
            requests,
            lambda request: list(server.rows(request, now, context.timezone)),
            context,
        )


class _Server:
    """The two questions of the API."""

    def __init__(self, client: WebClient, settings: PrometheusSettings) -> None:
        self._client = client
        self._base = settings.url.rstrip("/")
        self._timeout = f"{settings.seconds:g}s"

    def now(self) -> int:
        """The time by the server's clock, which is the one that its samples have.

        In whole seconds, rounded up: no sample is later.
        """
        (value,) = self._ask("query", {"query": "time()"}).values()
        return ceil(float(value))

    def rows(self, request: Request[PrometheusQuery], now: int, timezone: str) -> Iterator[Row]:
        """Day and value for every sample time of a request, where the metric has a value."""
        query = request.query
        if query.instant:
            for _, value in self._at(query.query, newest(request, now, timezone), is_needed=True):
                yield undated(request, value)
            return
        cadence = query.every or request.kpi.cadence
        is_empty = True
        for in_a_row in sample_ranges(sample_times(request, cadence, now, timezone)):
            if len(in_a_row.times) == 1:
                found = self._at(query.query, in_a_row.times[0], is_needed=False)
            else:
                found = self._over(query.query, in_a_row)
            for row in found:
                is_empty = False
                yield row
        if is_empty and request.since is None:
            raise AnswerError(
                f"the expression gives no series at the end of any period ({cadence}); a server "
                "that has just begun has none yet, and instant = true asks for now"
            )

    def _at(self, query: str, sample: SampleTime, *, is_needed: bool) -> Iterator[Row]:
        found = self._ask("query", {"query": query, "time": str(sample.second)})
        if is_needed and not found:
            raise AnswerError("the expression gives no series")
        yield from ((sample.day, value) for value in found.values())

    def _over(self, query: str, samples: SampleRange) -> Iterator[Row]:
        first, last = samples.times[0].second, samples.times[-1].second
        parameters = {"query": query, "start": first, "end": last, "step": samples.step}
        found = self._ask("query_range", parameters)
        for sample in samples.times:
            if sample.second in found:
                yield sample.day, found[sample.second]

    def _ask(self, question: str, parameters: dict[str, Any]) -> dict[int, str]:
        """The samples of the only series, by their second."""
        encoded = urlencode({**parameters, "timeout": self._timeout})
        answer = self._client.get(f"{self._base}/api/v1/{question}?{encoded}", also=_SAYS_WHY)
        try:
            reply = msgspec.json.decode(answer.body, type=_ApiReply)
            if reply.status != "success":
                raise AnswerError(f"Prometheus says: {reply.error}"[:_LONGEST_REASON])
            return {int(float(second)): value for second, value in _samples(reply.data)}
        except (msgspec.MsgspecError, KeyError, TypeError, ValueError, RecursionError):
            raise AnswerError("the answer is not one of Prometheus") from None


def _samples(data: dict[str, Any]) -> list[tuple[Any, str]]:
    kind, result = data["resultType"], data["result"]
    if kind == "scalar":
        return [result]
    if kind not in {"vector", "matrix"}:
        raise AnswerError(f"the expression gives a {kind}, not numbers")
    if len(result) > 1:
        raise AnswerError(
            f"the expression gives {len(result)} series, and one is needed: sum(...) or avg(...) "
            "makes one of them"
        )
    if not result:
        return []
    if "histogram" in result[0] or "histograms" in result[0]:
        raise AnswerError("the expression gives a histogram, not numbers")
    return [result[0]["value"]] if kind == "vector" else result[0]["values"]
