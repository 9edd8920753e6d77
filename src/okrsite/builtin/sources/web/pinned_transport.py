"""Pinned transport: connections to the very addresses that were checked."""

from __future__ import annotations

import ssl

import httpx2

from okrsite.answers.observations import AnswerError
from okrsite.builtin.sources.web.addresses import addresses_of, check_host, origin_of
from okrsite.builtin.sources.web.settings import WebSettings


class PinnedTransport(httpx2.BaseTransport):
    """Checks the server of every request, and connects to an address that passed.

    A name is looked up once for each request and not again for the connection, so what it leads to
    cannot change in between; certificates are still checked against the name.
    """

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._context: ssl.SSLContext | None = None
        # By host: two hosts at one address must not share a connection that one of them proved.
        self._transports: dict[str, httpx2.HTTPTransport] = {}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer to a request. Raises AnswerError where its server may not be asked."""
        origin = origin_of(str(request.url))
        check_host(origin, self._settings)
        addresses = addresses_of(origin, allow_private=self._settings.allow_private)
        transport = self._transport(origin.host)
        for address in addresses[:-1]:
            try:
                return transport.handle_request(_at(request, address, origin.host))
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                continue
        return transport.handle_request(_at(request, addresses[-1], origin.host))

    def close(self) -> None:
        """Close every connection."""
        for transport in self._transports.values():
            transport.close()

    def _transport(self, host: str) -> httpx2.HTTPTransport:
        if host not in self._transports:
            self._context = self._context or _context(self._settings.ca)
            self._transports[host] = httpx2.HTTPTransport(verify=self._context, trust_env=False)
        return self._transports[host]


def _context(ca: str) -> ssl.SSLContext:
    """Whose certificates are believed: those of the usual authorities, and of these."""
    context = httpx2.create_ssl_context()
    if ca:
        try:
            context.load_verify_locations(cadata=ca)
        except (ssl.SSLError, ValueError):
            raise AnswerError("`ca` in its settings holds no certificate in PEM") from None
    return context


def _at(request: httpx2.Request, address: str, host: str) -> httpx2.Request:
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )
