"""ETag cache: answers that are kept, so that what did not change is not sent again."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from hashlib import blake2b, sha256
from hmac import compare_digest
from pathlib import Path

import msgspec
from httpx2 import Headers
from msgspec import Struct

from okrsite.builtin.sources.http.settings import HttpSettings
from okrsite.builtin.sources.web.reply import WebReply
from okrsite.builtin.sources.web.settings import secrets_of

_MOST = 200
_SIGNATURE = 32
# More than any answer may be large, with some room for the headers.
_LARGEST = 2**30
_NOT_MODIFIED = 304


class _CachedReply(Struct, frozen=True):
    """An answer as it is kept, with the only headers that are read of it."""

    etag: str
    url: str
    link: str
    body: bytes


class EtagCache:
    """A folder of answers by their address; an empty path, or no key, keeps nothing.

    An answer that repeats a secret is not kept, and of the address no more than its digest; what
    cannot be read or written is as good as not there, and so is what is not signed with the key.
    """

    def __init__(self, folder: str, key: bytes, settings: HttpSettings) -> None:
        self._folder = Path(folder) if folder and key else None
        self._key = key
        self._secrets = [secret.encode() for secret in secrets_of(settings)]

    def through(self, get: Callable[..., WebReply]) -> Callable[[str], WebReply]:
        """A function that gets an address, and only asks for what changed since it was kept."""
        folder = self._folder
        # A link may have come with a checkout, and lead to files that are not ours to remove.
        if folder is None or folder.is_symlink():
            return get

        def get_changed(url: str) -> WebReply:
            place = folder / sha256(url.encode()).hexdigest()
            kept = self._read(place)
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
            _write(place, self._signature(place, written) + written)
        except OSError:
            return

    def _read(self, place: Path) -> _CachedReply | None:
        try:
            status = place.lstat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
                return None
            data = place.read_bytes()
            signed, written = data[:_SIGNATURE], data[_SIGNATURE:]
            if not compare_digest(signed, self._signature(place, written)):
                return None
            return msgspec.msgpack.decode(written, type=_CachedReply)
        except (OSError, msgspec.DecodeError):
            return None

    def _signature(self, place: Path, written: bytes) -> bytes:
        """What only who has the key can make, for an answer of this address and no other."""
        signed = blake2b(place.name.encode() + written, key=self._key, digest_size=_SIGNATURE)
        return signed.digest()


def _write(place: Path, written: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_suffix(f".{os.getpid()}")
    new.write_bytes(written)
    new.replace(place)
    answers = filter(Path.is_file, place.parent.iterdir())
    others = sorted(answers, key=lambda path: path.stat().st_mtime)
    for old in others[:-_MOST]:
        old.unlink(missing_ok=True)
