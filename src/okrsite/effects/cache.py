"""The cache of documents: what a file was read as, by a digest of its path and bytes.

A damaged, foreign or missing cache only makes a build slower. A file that was not touched since it
was read is not even opened: like git, the cache compares size, times and inode.
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

DEFAULT_NAME = "documents"
_NOTHING = memoryview(b"")
_documents = msgspec.msgpack.Decoder(Document)


class ReadResult(Struct, frozen=True, array_like=True):
    """The key of a file and its document, or the finding about why it could not be read.

    `row` is an encoded document, and empty where it is known already. `mark` is that of the file
    that was read, which may be another than the one that was listed.
    """

    key: bytes = b""
    row: memoryview = _NOTHING
    mark: Mark | None = None
    finding: Diagnostic | None = None


ReadFiles = Callable[[Sequence[str], Container[bytes]], Sequence[ReadResult]]
Rows = dict[bytes, msgspec.Raw]
Seen = dict[str, tuple[Mark, bytes]]
Documents = tuple[list[Document], list[Diagnostic]]


def remember(
    read: ReadFiles, root: Path, stamp: bytes, *, name: str = DEFAULT_NAME, is_fresh: bool = False
) -> Callable[[Sequence[str], Mapping[str, Mark]], Documents]:
    """Wrap the reading of files so that only those are read that were not read before.

    `read` gets paths and the keys that are known, and gives a result for each path, in the same
    order, without a row where its key is known. Files whose mark now is the one they were read with
    are not read at all. Afterwards exactly the documents asked for are remembered. With `is_fresh`,
    everything is read again.
    """
    marks_name = f"marks-{name}"

    def read_remembered(paths: Sequence[str], marks: Mapping[str, Mark]) -> Documents:
        known: Rows = {} if is_fresh else cache_file.load(root, name, stamp, Rows) or {}
        seen: Seen = (cache_file.load(root, marks_name, stamp, Seen) or {}) if known else {}
        found = _untouched(paths, marks, seen, known)
        missing = [path for path in paths if path not in found]
        fresh = dict(zip(missing, read(missing, known), strict=True)) if missing else {}
        rows, keys = _rows_and_keys(paths, found, fresh, known)
        try:
            # A document that was just read is decoded as well, so that a remembered one cannot
            # differ from it.
            documents = [_documents.decode(rows[key]) for key in keys.values()]
        except msgspec.DecodeError:
            # The cache is damaged in a way that its checksum did not show: forget all of it.
            return remember(read, root, stamp, name=name, is_fresh=True)(paths, marks)
        if rows.keys() != known.keys():
            cache_file.save(root, name, stamp, rows)
        now_seen = {path: seen[path] for path in found} | {
            path: (result.mark, result.key) for path, result in fresh.items() if result.mark
        }
        if now_seen != seen:
            cache_file.save(root, marks_name, stamp, now_seen)
        return documents, [result.finding for result in fresh.values() if result.finding]

    return read_remembered


def document_key(path: str, data: bytes) -> bytes:
    """The key of a file: a digest of its bytes and, since messages name it, its path."""
    digest = xxh3_128(data)
    digest.update(b"\0" + path.encode())
    return digest.digest()


def _untouched(
    paths: Sequence[str], marks: Mapping[str, Mark], seen: Seen, known: Rows
) -> dict[str, bytes]:
    """The keys of the files that were not touched since they were read."""
    untouched = {}
    for path in paths:
        mark, key = seen.get(path, (None, b""))
        if mark is not None and mark == marks.get(path) and key in known:
            untouched[path] = key
    return untouched


def _rows_and_keys(
    paths: Sequence[str], found: Mapping[str, bytes], fresh: Mapping[str, ReadResult], known: Rows
) -> tuple[Rows, dict[str, bytes]]:
    """The encoded documents of all paths by their keys, and the key of every path that has one."""
    new = {result.key: msgspec.Raw(result.row) for result in fresh.values() if result.row}
    keys = {path: found.get(path) or fresh[path].key for path in paths}
    keys = {path: key for path, key in keys.items() if key}
    return {key: new.get(key) or known[key] for key in keys.values()}, keys
