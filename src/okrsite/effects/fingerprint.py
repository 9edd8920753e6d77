"""Fingerprint: how files and folders are on the disk, as a digest that any change makes another."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct
from xxhash import xxh3_128

from okrsite.effects.file_identity import mark_of

# What Python writes while it runs, and what is no part of any site.
PASSED_OVER = frozenset({b"__pycache__", b".git", b".okrsite"})


class Fingerprint(Struct, frozen=True):
    """How some places are: a digest, and when the last of them was touched, in nanoseconds.

    `is_whole` is False where a link leads to a folder, into which nobody looked.
    """

    digest: bytes
    latest: int
    is_whole: bool = True


class _Listing(Struct, frozen=True):
    """What a folder holds, or what a file is: comparable rows, and folders to look into."""

    rows: list[tuple[bytes, int, tuple[int, ...]]]
    folders: list[bytes]
    latest: int
    is_whole: bool


def fingerprint(places: Iterable[str]) -> Fingerprint:
    """How files, and folders with all that is below them, are; what is missing counts as missing.

    Names, modes, sizes, times and inodes are compared, never contents. Links to files are followed,
    so that a change of what they lead to is one, too.
    """
    digest, latest, is_whole = xxh3_128(), 0, True
    for place in places:
        waiting = [os.path.realpath(os.fsencode(place))]
        while waiting:
            here = waiting.pop()
            found = _listing(here)
            digest.update(here + b"\0" + msgspec.msgpack.encode(found.rows))
            waiting += found.folders
            latest, is_whole = max(latest, found.latest), is_whole and found.is_whole
    return Fingerprint(digest.digest(), latest, is_whole)


def names_in(folder: str) -> bytes:
    """A digest of what a folder holds itself: the names of all, hidden ones left out, by kind."""
    entries = [entry for entry in _entries(os.fsencode(folder)) if not entry[0].startswith(b".")]
    names = sorted((name, stat.S_IFMT(status.st_mode)) for name, _, status in entries)
    return xxh3_128(msgspec.msgpack.encode(names)).digest()


def _listing(here: bytes) -> _Listing:
    rows: list[tuple[bytes, int, tuple[int, ...]]] = []
    folders: list[bytes] = []
    # A folder that was moved here brings files that were touched long ago.
    latest, is_whole = _last_touch(here), True
    for name, path, status in _entries(here):
        if stat.S_ISDIR(status.st_mode):
            folders.append(path)
            rows.append((name, status.st_mode, ()))
            continue
        rows.append((name, status.st_mode, mark_of(status)))
        latest = max(latest, status.st_mtime_ns, status.st_ctime_ns)
        if stat.S_ISLNK(status.st_mode):
            target = _status(path)
            is_whole = is_whole and not (target and stat.S_ISDIR(target.st_mode))
            rows.append((name, 0, mark_of(target) if target else ()))
    return _Listing(sorted(rows), sorted(folders), latest, is_whole)


def _entries(here: bytes) -> list[tuple[bytes, bytes, os.stat_result]]:
    try:
        with os.scandir(here) as entries:
            return [
                (entry.name, entry.path, entry.stat(follow_symlinks=False))
                for entry in entries
                if entry.name not in PASSED_OVER
            ]
    except NotADirectoryError:
        return [(b"", here, os.lstat(here))]
    except OSError:
        return []


def _last_touch(here: bytes) -> int:
    status = _status(here)
    return max(status.st_mtime_ns, status.st_ctime_ns) if status else 0


def _status(path: bytes) -> os.stat_result | None:
    try:
        return Path(os.fsdecode(path)).stat()
    except OSError:
        return None
