"""Settings of every source that asks over HTTP: which servers may be asked, and how."""

from typing import Annotated
from urllib.parse import urlsplit

from msgspec import Meta, Struct


class WebSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a server is asked; secrets are written as `${VAR}`.

    `url` is its address. `hosts` are the only servers that are ever asked, as `host`, `host:port`
    or `*.domain`; the server of `url` is one of them. `headers`, `token` (sent as `Authorization:
    Bearer`) and `user` with `password` go to the server of `url` alone; without a `url`, to the
    servers of `hosts`. Servers at private, loopback and link-local addresses are asked only with
    `allow_private = true`. `ca` holds certificates, in PEM, of authorities that are believed beside
    the usual ones. One answer may take `seconds` and hold `max_megabytes`.
    """

    url: str = ""
    hosts: tuple[str, ...] = ()
    headers: dict[str, str] = {}
    token: str = ""
    user: str = ""
    password: str = ""
    allow_private: bool = False
    ca: str = ""
    seconds: Annotated[float, Meta(gt=0)] = 30
    max_megabytes: Annotated[float, Meta(gt=0)] = 20


def secrets_of(settings: WebSettings) -> tuple[str, ...]:
    """Everything in the settings that nobody but the server may learn."""
    headers = (value for name, value in settings.headers.items() if name.lower() != "accept")
    words = (word for value in headers for word in (value, *value.split()))
    values = (*words, *_secrets_in(settings.url), settings.token, settings.password)
    basic = f"{settings.user}:{settings.password}" if settings.password else ""
    return tuple(value for value in (*values, basic) if value)


def _secrets_in(url: str) -> tuple[str, ...]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return (url,)
    return parts.username or "", parts.password or "", parts.query
