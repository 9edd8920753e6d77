"""Settings of the prometheus source: where the server is, and what a KPI asks for."""

from typing import Literal

from msgspec import Struct

from okrsite.builtin.sources.web.settings import WebSettings

Cadence = Literal["daily", "weekly", "monthly", "quarterly", "yearly"]


class PrometheusSettings(WebSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A server with the API of Prometheus; secrets are written as `${VAR}`.

    `url` is where it is, up to and without `/api`. `token` is sent as `Authorization: Bearer`,
    `user` and `password` as basic authentication, `headers` as they are; to the server of `url`
    alone. `hosts` are further servers that it may redirect to. Servers at private, loopback and
    link-local addresses are asked only with `allow_private = true`. `ca` holds certificates, in
    PEM, of authorities that are believed beside the usual ones. One answer may take `seconds` and
    hold `max_megabytes`.
    """

    url: str


class PrometheusQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An expression in PromQL that gives a single series.

    It is evaluated at the end of each period of the KPI's cadence, in the site's time zone, or of
    `every` (`daily`, `weekly` and so on) if that is given: `increase(orders_total[1d])` with `every
    = "daily"` gives each day's orders. The running period is evaluated too, as of now, where the
    KPI's `aggregate` is `last`. With `instant = true` only the newest value is asked for. At most
    five years are asked for.
    """

    query: str
    every: Cadence | None = None
    instant: bool = False
