"""The cache: what a file was read as, remembered by its very bytes.

The worst that a damaged, foreign or missing cache can do is to make a build slower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec
from xxhash import xxh3_128

from okrsite.effects import pack
from okrsite.model.document import Document

Source = tuple[str, bytes]
Reader = Callable[[list[Source]], Iterable[bytes]]

Rows = dict[bytes, msgspec.Raw]

PACK = "documents"
_documents = msgspec.msgpack.Decoder(Document)


def remember(
    read: Reader, root: Path, stamp: bytes, *, is_fresh: bool = False
) -> Callable[[list[Source]], list[Document]]:
    """Wrap the reading of files so that only those are read that were not read before.

    `read` turns paths with bytes into encoded documents, in the same order. Every document goes
    through its encoding, remembered or not, so that both are the same to the last bit. Afterwards
    exactly the documents asked for are remembered. With `is_fresh`, nothing known counts.
    """

    def read_remembered(sources: list[Source]) -> list[Document]:
        known = {} if is_fresh else pack.load(root, PACK, stamp, Rows) or {}
        keys = [_key(path, data) for path, data in sources]
        rows = {key: row for key in keys if (row := known.get(key)) is not None}
        missing = [index for index, key in enumerate(keys) if key not in rows]
        if missing:
            fresh = read([sources[index] for index in missing])
            rows |= {keys[i]: msgspec.Raw(row) for i, row in zip(missing, fresh, strict=True)}
        documents = _decoded(keys, rows)
        if documents is None:
            rows = {keys[i]: msgspec.Raw(row) for i, row in enumerate(read(sources))}
            documents = [_documents.decode(rows[key]) for key in keys]
        if rows.keys() != known.keys():
            pack.save(root, PACK, stamp, rows)
        return documents

    return read_remembered


def _key(path: str, data: bytes) -> bytes:
    digest = xxh3_128(data)
    digest.update(b"\0" + path.encode())
    return digest.digest()


def _decoded(keys: list[bytes], rows: Mapping[bytes, msgspec.Raw]) -> list[Document] | None:
    try:
        return [_documents.decode(rows[key]) for key in keys]
    except msgspec.DecodeError:
        return None
