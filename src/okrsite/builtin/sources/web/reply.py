"""Reply: what a server answered, read within its bounds, and why it is no good one."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection
from http import HTTPStatus
from time import monotonic
from typing import NamedTuple

import httpx2

from okrsite.answers.observations import AnswerError
from okrsite.builtin.sources.web.addresses import ServerOrigin

# Automatically tells gzip and zlib apart.
_ANY_HEADER = 47
_ENCODED = {"gzip", "x-gzip", "deflate"}
_TRANSIENT = {408, 425, 429, 500, 502, 503, 504}
# What servers say of a mistake is in the first lines, and a page of HTML says nothing.
_LONGEST_COMPLAINT = 300
_UNSEEN = re.compile(r"[^\x20-\x7e\u00a0-\ud7ff]+")


class WebReply(NamedTuple):
    """What a server answered; `url` is where it did, after redirects."""

    status: int
    url: str
    headers: httpx2.Headers
    body: bytes


def good(reply: WebReply, origin: ServerOrigin, also: Collection[int]) -> WebReply:
    """The reply itself. Raises AnswerError, with what the server says, for any other status."""
    if 200 <= reply.status < 300 or reply.status in also:
        return reply
    words = {status.value: status.phrase for status in HTTPStatus}.get(reply.status, "")
    said = _complaint(reply)
    raise AnswerError(
        f"{origin} answered {reply.status} {words}".rstrip() + (f": {said}" if said else ""),
        is_transient=reply.status in _TRANSIENT,
    )


def _complaint(reply: WebReply) -> str:
    """What a server says of a mistake in the request, in one line; nothing of an outage."""
    kind = reply.headers.get("content-type", "")
    if not 400 <= reply.status < 500 or "html" in kind or reply.body.lstrip()[:1] == b"<":
        return ""
    text = _UNSEEN.sub(" ", reply.body[: 8 * _LONGEST_COMPLAINT].decode("utf-8", "replace"))
    return " ".join(text.split())[:_LONGEST_COMPLAINT]


def read_body(response: httpx2.Response, most: int, until: float) -> bytes:
    """The whole body, unpacked. Raises AnswerError beyond `most` bytes or the moment `until`.

    Both what is sent and what it unpacks to count, so that nothing small becomes huge.
    """
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {*_ENCODED, "identity", ""}:
        raise AnswerError("the answer is packed in a way that was not asked for")
    unpack = zlib.decompressobj(_ANY_HEADER) if encoding in _ENCODED else None
    body = bytearray()
    sent = 0
    for chunk in response.iter_raw():
        sent += len(chunk)
        body += _unpacked(unpack, chunk, most + 1 - len(body)) if unpack else chunk
        if max(sent, len(body)) > most:
            raise AnswerError(f"the answer is larger than {most / 1e6:g} MB")
        if monotonic() > until:
            raise AnswerError("the answer took too long", is_transient=True)
    if unpack and not unpack.eof:
        raise AnswerError("the answer ends too early", is_transient=True)
    return bytes(body)


def _unpacked(unpack: zlib._Decompress, chunk: bytes, most: int) -> bytes:
    try:
        return unpack.decompress(chunk, max(most, 1))
    except zlib.error:
        raise AnswerError("the answer is packed wrongly") from None
