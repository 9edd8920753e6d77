"""Memory: what is kept of the cells of one build for the next."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct
from xxhash import xxh3_128_digest

from okrsite.pipeline.cells.recording import Key

Numbers: TypeAlias = tuple[int, ...]


class Cell(Struct, frozen=True, array_like=True, gc=False):
    """A cell that was made: the digest of its value, what it looked at by number, and the value.

    `row` is empty where the value is always at hand, or is made again when somebody asks for it.
    """

    digest: bytes
    reads: Numbers = ()
    row: bytes = b""


class Memory(Struct, frozen=True, array_like=True):
    """The cells of one build by table and name, and the keys that their numbers stand for.

    `stamp` tells what all of them rest on beside the tables: where it is another, every cell is
    made anew, and only compared with what it was.
    """

    stamp: bytes = b""
    keys: tuple[Key, ...] = ()
    tables: dict[str, dict[str, Cell]] = {}


def digest_of(value: Any) -> bytes:
    """A digest of a value; another value has another one."""
    return xxh3_128_digest(encoded(value))


def _plain(value: Any) -> Any:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise TypeError(type(value))


encoded = msgspec.msgpack.Encoder(enc_hook=_plain).encode
