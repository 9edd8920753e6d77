"""The cache: what a file was read as, remembered by its very bytes.

The worst that a damaged, foreign or missing cache can do is to make a build slower. A file that has
not been touched since it was read is not even opened: its mark is believed as git believes it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from xxhash import xxh3_128

from okrsite.effects import cache_file
from okrsite.effects.file_identity import Mark
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.document import Document

PACK = "documents"
_NOTHING = memoryview(b"")
_documents = msgspec.msgpack.Decoder(Document)


class Read(Struct, frozen=True, array_like=True):
    """What became of a file: the key of its bytes and what they were read as, or why nothing was.

    `row` is an encoded document, and empty where it is known already. `mark` is that of the file
    that was read, which may be another than the one that was listed.
    """

    key: bytes = b""
    row: memoryview = _NOTHING
    mark: Mark | None = None
    trouble: Diagnostic | None = None


Reader = Callable[[Sequence[str], Container[bytes]], Sequence[Read]]
Rows = dict[bytes, msgspec.Raw]
Seen = dict[str, tuple[Mark, bytes]]
Documents = tuple[list[Document], list[Diagnostic]]


def remember(
    read: Reader, root: Path, stamp: bytes, *, name: str = PACK, is_fresh: bool = False
) -> Callable[[Sequence[str], Mapping[str, Mark]], Documents]:
    """Wrap the reading of files so that only those are read that were not read before.

    `read` turns paths into what became of them, in the same order, and need not read again what it
    is told is known. Files whose mark now is the one they were read with are not read at all. Every
    document goes through its encoding, remembered or not, so that both are the same to the last
    bit. Afterwards exactly the documents asked for are remembered. With `is_fresh`, nothing known
    counts.
    """
    marks_name = f"marks-{name}"

    def read_remembered(paths: Sequence[str], marks: Mapping[str, Mark]) -> Documents:
        known: Rows = {} if is_fresh else cache_file.load(root, name, stamp, Rows) or {}
        seen: Seen = (cache_file.load(root, marks_name, stamp, Seen) or {}) if known else {}
        found = _recalled(paths, marks, seen, known)
        missing = [path for path in paths if path not in found]
        fresh = dict(zip(missing, read(missing, known), strict=True)) if missing else {}
        rows, keys = _brought(paths, found, fresh, known)
        try:
            documents = [_documents.decode(rows[key]) for key in keys.values()]
        except msgspec.DecodeError:
            return remember(read, root, stamp, name=name, is_fresh=True)(paths, marks)
        if rows.keys() != known.keys():
            cache_file.save(root, name, stamp, rows)
        now_seen = {path: seen[path] for path in found} | {
            path: (each.mark, each.key) for path, each in fresh.items() if each.mark
        }
        if now_seen != seen:
            cache_file.save(root, marks_name, stamp, now_seen)
        return documents, [each.trouble for each in fresh.values() if each.trouble]

    return read_remembered


def key_of(path: str, data: bytes) -> bytes:
    """The key of a file's bytes at its place."""
    digest = xxh3_128(data)
    digest.update(b"\0" + path.encode())
    return digest.digest()


def _recalled(
    paths: Sequence[str], marks: Mapping[str, Mark], seen: Seen, known: Rows
) -> dict[str, bytes]:
    """The keys of the files that nobody touched since they were read."""
    recalled = {}
    for path in paths:
        mark, key = seen.get(path, (None, b""))
        if mark is not None and mark == marks.get(path) and key in known:
            recalled[path] = key
    return recalled


def _brought(
    paths: Sequence[str], found: Mapping[str, bytes], fresh: Mapping[str, Read], known: Rows
) -> tuple[Rows, dict[str, bytes]]:
    """All that was asked for: documents by their keys, and the key of every path that has one."""
    new = {each.key: msgspec.Raw(each.row) for each in fresh.values() if each.row}
    keys = {path: found.get(path) or fresh[path].key for path in paths}
    keys = {path: key for path, key in keys.items() if key}
    return {key: new.get(key) or known[key] for key in keys.values()}, keys
