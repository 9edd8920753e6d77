"""Addresses: which servers may be asked, by their names and by where they really are."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from okrsite.answers.observations import AnswerError
from okrsite.builtin.sources.web.settings import WebSettings

_PORTS = {"http": 80, "https": 443}
# Others than browsers may read these as the end of the host.
_MISLEADING = set("\\ \t")
_TRANSLATED = IPv6Network("64:ff9b::/96")


class ServerOrigin(NamedTuple):
    """A server: whoever is trusted with something is trusted at this scheme, host and port."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def origin_of(url: str) -> ServerOrigin:
    """The server of an address. Raises AnswerError unless it is a whole one of http or https."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:
        raise AnswerError("an address cannot be read") from None
    if parts.scheme not in _PORTS or not host or _MISLEADING & set(parts.netloc):
        raise AnswerError("an address does not begin with https://, http:// and a host")
    return ServerOrigin(parts.scheme, host.lower().rstrip("."), port or _PORTS[parts.scheme])


def check_host(origin: ServerOrigin, settings: WebSettings) -> None:
    """Raises AnswerError where a server is none of those that the settings name."""
    if settings.url and origin == origin_of(settings.url):
        return
    named = {host.lower() for host in settings.hosts}
    is_usual = origin.port in _PORTS.values()
    if str(origin) in named or f"{origin.host}:{origin.port}" in named:
        return
    if is_usual and (origin.host in named or _is_below(origin.host, named)):
        return
    raise AnswerError(f"{str(origin)[:100]} is not one of the hosts that its settings name")


def _is_below(host: str, named: set[str]) -> bool:
    return any(pattern.startswith("*.") and host.endswith(pattern[1:]) for pattern in named)


def addresses_of(origin: ServerOrigin, *, allow_private: bool) -> list[str]:
    """Where a server really is: the addresses of its name that may be asked, in their order.

    Raises AnswerError where there is none.
    """
    try:
        found = socket.getaddrinfo(origin.host, origin.port, type=socket.SOCK_STREAM)
    except OSError:
        raise AnswerError(f"the host {origin.host[:100]} is not found", is_transient=True) from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = [
        address for address in addresses if _may_be_asked(address, allow_private=allow_private)
    ]
    if allowed:
        return allowed
    reason = f"{str(origin)[:100]} is at a private or reserved address"
    raise AnswerError(f"{reason}; allow_private = true in its settings would allow private ones")


def _may_be_asked(text: str, *, allow_private: bool) -> bool:
    address = _real(ip_address(text.partition("%")[0]))
    is_reserved = address.is_reserved and not address.is_loopback
    if address.is_unspecified or address.is_multicast or is_reserved:
        return False
    return allow_private or (address.is_global and not _is_of_site(address))


def _is_of_site(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is of one site alone (fec0::/10), which Python takes for a global one."""
    return isinstance(address, IPv6Address) and address.is_site_local


def _real(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The address behind one of IPv6 that only wraps one of IPv4."""
    if isinstance(address, IPv4Address):
        return address
    wrapped = address.ipv4_mapped or address.sixtofour
    if wrapped is None and address in _TRANSLATED:
        wrapped = IPv4Address(int(address) & 0xFFFFFFFF)
    return wrapped or address
