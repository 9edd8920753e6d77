"""Body: what a server answers, read no further than is good."""

from __future__ import annotations

import zlib
from time import monotonic

import httpx2

from okrsite.builtin.sources.answer import AnswerError

# Automatically tells gzip and zlib apart.
_ANY_HEADER = 47
_ENCODED = {"gzip", "x-gzip", "deflate"}


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
