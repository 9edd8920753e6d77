"""Prometheus: KPI values from PromQL."""

from collections.abc import Iterable

from okrsite.answers.optional_import import extra
from okrsite.api import Failure, Observation, Request, SourceContext, SourceType
from okrsite.builtin.sources.prometheus.settings import PrometheusQuery, PrometheusSettings


def _fetch(
    requests: tuple[Request[PrometheusQuery], ...],
    settings: PrometheusSettings,
    context: SourceContext,
) -> Iterable[Observation | Failure]:
    with extra("http"):
        from okrsite.builtin.sources.prometheus.fetch import (  # noqa: PLC0415 - slow to import
            fetch,
        )
    return fetch(requests, settings, context)


SOURCE = SourceType(
    name="prometheus",
    title="PromQL, from Prometheus and what speaks its language",
    settings=PrometheusSettings,
    query=PrometheusQuery,
    fetch=_fetch,
)
