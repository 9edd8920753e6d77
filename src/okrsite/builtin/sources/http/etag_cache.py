"""ETag cache: answers that are kept, so that what did not change is not sent again."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
from httpx2 import Headers
from msgspec import Struct

from okrsite.builtin.sources.http.settings import HttpSettings
from okrsite.builtin.sources.web.client import WebReply
from okrsite.builtin.sources.web.settings import secrets_of

_MOST = 200
_NOT_MODIFIED = 304


class _CachedReply(Struct, frozen=True):
    """An answer as it is kept, with the only headers that are read of it."""

    etag: str
    url: str
    link: str
    body: bytes


class EtagCache:
    """A folder of answers by their address; an empty path keeps nothing.

    An answer that repeats a secret is not kept, and of the address no more than its digest; what
    cannot be read or written is as good as not there.
    """

    def __init__(self, folder: str, settings: HttpSettings) -> None:
        self._folder = Path(folder) if folder else None
        self._secrets = [secret.encode() for secret in secrets_of(settings)]

    def through(self, get: Callable[..., WebReply]) -> Callable[[str], WebReply]:
        """A function that gets an address, and only asks for what changed since it was kept."""
        folder = self._folder
        if folder is None:
            return get

        def get_changed(url: str) -> WebReply:
            place = folder / sha256(url.encode()).hexdigest()
            kept = _read(place)
            if kept is None:
                reply = get(url)
            else:
                reply = get(url, {"if-none-match": kept.etag}, frozenset({_NOT_MODIFIED}))
                if reply.status == _NOT_MODIFIED:
                    return WebReply(200, kept.url, Headers({"link": kept.link}), kept.body)
            self._keep(place, reply)
            return reply

        return get_changed

    def _keep(self, place: Path, reply: WebReply) -> None:
        etag = reply.headers.get("etag")
        link = ", ".join(reply.headers.get_list("link"))
        if not etag:
            return
        written = msgspec.msgpack.encode(_CachedReply(etag, reply.url, link, reply.body))
        if any(secret in written for secret in self._secrets):
            return
        try:
            _write(place, written)
        except OSError:
            return


def _read(place: Path) -> _CachedReply | None:
    try:
        return msgspec.msgpack.decode(place.read_bytes(), type=_CachedReply)
    except (OSError, msgspec.DecodeError):
        return None


def _write(place: Path, written: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_suffix(f".{os.getpid()}")
    new.write_bytes(written)
    new.replace(place)
    others = sorted(place.parent.iterdir(), key=lambda path: path.stat().st_mtime)
    for old in others[:-_MOST]:
        old.unlink(missing_ok=True)
