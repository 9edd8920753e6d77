"""Records: the files of a published site, and how to know again those that nobody touched."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct
from xxhash import xxh3_128_hexdigest

from okrsite.effects import cache_file


class PublishedFile(Struct, frozen=True, array_like=True):
    """A file of the site: the key of what it was made from, and how to know it again on the disk.

    `is_new` tells that this generation wrote it; otherwise the one on show has it already.
    """

    path: str
    key: bytes
    size: int
    changed: int
    inode: int
    mode: int
    is_new: bool = False


def published_file(path: str, key: bytes, status: os.stat_result) -> PublishedFile:
    """The file of the site that is on the disk at a path."""
    return PublishedFile(
        path, key, status.st_size, status.st_mtime_ns, status.st_ino, status.st_mode & 0o7777
    )


def recorded_files(output: Path, root: Path, stamp: bytes) -> dict[str, PublishedFile]:
    """The files that were remembered for an output folder, by their paths."""
    known = cache_file.load(root, _cache_name(output), stamp, list[PublishedFile])
    return {file.path: file for file in known or ()}


def record_files(output: Path, root: Path, stamp: bytes, shown: Iterable[PublishedFile]) -> None:
    """Remember the files in an output folder for the next generation."""
    old = [msgspec.structs.replace(file, is_new=False) for file in shown]
    cache_file.save(root, _cache_name(output), stamp, old)


def _cache_name(output: Path) -> str:
    return f"site-{xxh3_128_hexdigest(os.fsencode(output))}"
