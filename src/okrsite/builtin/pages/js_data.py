"""Data for the browser, as scripts that call a function of the page."""

from __future__ import annotations

import msgspec

DATA = "data"


def call(function: str, *arguments: object) -> bytes:
    """A script that hands values to a function of the page, if the page has it.

    A page that is opened from a disk may not fetch, but it may load scripts.
    """
    told = b",".join(_inert(msgspec.json.encode(argument)) for argument in arguments)
    name = function.encode()
    return b"window." + name + b"&&window." + name + b"(" + told + b");\n"


def _inert(json: bytes) -> bytes:
    """JSON that cannot end a script nor a line of one, whatever it says."""
    return (
        json.replace(b"<", b"\\u003c")
        .replace("\u2028".encode(), b"\\u2028")
        .replace("\u2029".encode(), b"\\u2029")
    )
