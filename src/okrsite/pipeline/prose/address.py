"""Addresses: which ones a text may link to, by an allowlist and after real URL parsing."""

import re
from urllib.parse import urlsplit

from msgspec import Struct

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Browsers drop some of these or take them for slashes, and the address leads elsewhere.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\\\u2028\u2029\ufffd]")
_INNER = ("goal", "kpi")
# Where an address begins that is written without any brackets.
BARE_BEGINNING = re.compile(
    r"(?:(?<![A-Za-z0-9])[hH][tT]{2}[pP][sS]?://|(?<![A-Za-z0-9./@:-])www\.)(?=[^\W_])"
)
# An address that markdown-it would not change; it drops a host's name with longer parts.
_NORMAL = re.compile(
    r"https?://(?=[^/]{1,63}(?:/|$))[a-z0-9]+(?:[.-][a-z0-9]+)*(?:/[A-Za-z0-9._/-]*)?"
)
_WRITTEN = "Write a full https:// address, mailto:, goal:, kpi:, or a path relative to this file"


class Outer(Struct, frozen=True):
    """An address outside the site, ready to be written into an attribute."""

    url: str


class Inner(Struct, frozen=True):
    """An address that only the whole site can tell."""

    target: str


class Refused(Struct, frozen=True):
    """An address that no page may hold: what is wrong with it, and how to mend it."""

    message: str
    help: str


Address = Outer | Inner | Refused


def link_address(written: str) -> Address:
    """Where a link may lead: http, https and mailto outside, `goal:`, `kpi:` and relative inside.

    `written` has its entities and escapes resolved already, so nothing can hide behind them.
    """
    address = written.strip()
    if refused := _unreadable(address):
        return refused
    scheme = _SCHEME.match(address)
    if not scheme:
        return _relative(address)
    name, rest = scheme[1].lower(), address[scheme.end() :]
    if name in _INNER:
        return Inner(f"{name}:{rest}") if rest else _nowhere(address)
    if name == "mailto":
        return Outer(_normalised(f"{name}:{rest}")) if "@" in rest else _nowhere(address)
    if name in {"http", "https"}:
        return _web(f"{name}:{rest}")
    return Refused(f"the link '{_short(address)}' uses '{name}:', which no page may hold", _WRITTEN)


def image_address(written: str) -> Address:
    """Where a picture may lie: beside the documents only, since pages ask no other host."""
    address = written.strip()
    if refused := _unreadable(address):
        return refused
    if _SCHEME.match(address) or address.startswith("//"):
        return Refused(
            f"the picture '{_short(address)}' is not a file of this site",
            "Put the picture beside the document and write its relative path",
        )
    if address.startswith("#"):
        return _nowhere(address)
    return _relative(address)


def _unreadable(address: str) -> Refused | None:
    if not address:
        return Refused("the link has no address", _WRITTEN)
    if _UNSAFE.search(address):
        return Refused(
            f"the address '{_short(address)}' holds a backslash or an invisible character",
            "Remove it; paths use forward slashes",
        )
    return None


def _relative(address: str) -> Address:
    if address.startswith("//"):
        return Refused(f"the link '{_short(address)}' does not say http or https", _WRITTEN)
    if address.startswith("/"):
        return Refused(
            f"the link '{_short(address)}' starts at the root, which a page does not know",
            "Write the path relative to this file",
        )
    return Inner(address)


def _web(address: str) -> Address:
    if _NORMAL.fullmatch(address):
        return Outer(address)
    try:
        parsed = urlsplit(address)
        host, _ = parsed.hostname, parsed.port
    except ValueError:
        return _nowhere(address)
    if not host or not address.startswith(f"{parsed.scheme}://"):
        return _nowhere(address)
    url = _normalised(address)
    return Outer(url) if url.startswith(("http://", "https://")) else _nowhere(address)


def _nowhere(address: str) -> Refused:
    return Refused(f"the link '{_short(address)}' leads nowhere", _WRITTEN)


def _short(address: str) -> str:
    shown = _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", address)
    return shown if len(shown) <= 80 else f"{shown[:77]}..."


def _normalised(url: str) -> str:
    from markdown_it.common.normalize_url import normalizeLink  # noqa: PLC0415 - heavy, seldom needed

    return normalizeLink(url)
