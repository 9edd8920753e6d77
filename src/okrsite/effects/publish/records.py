"""Records: the files of a published site, and how to know again those that nobody touched."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from xxhash import xxh3_128_hexdigest

from okrsite.effects import cache_file


class PublishedFile(Struct, frozen=True, array_like=True):
    """A file of the site: the key of what it was made from, and how to know it again on the disk.

    `changed` is its mtime and `touched` its ctime, which nobody can put back after an edit.
    `is_new` tells that this generation wrote it; otherwise the one on show has it already.
    """

    path: str
    key: bytes
    size: int
    changed: int
    touched: int
    inode: int
    mode: int
    is_new: bool = False


def published_file(path: str, key: bytes, status: os.stat_result) -> PublishedFile:
    """The file of the site that is on the disk at a path."""
    return PublishedFile(
        path,
        key,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_ino,
        status.st_mode & 0o7777,
    )


def recorded_files(output: Path, root: Path, stamp: bytes) -> dict[str, PublishedFile]:
    """The files that were remembered for an output folder, by their paths."""
    known = cache_file.load(root, _cache_name(output), stamp, list[PublishedFile])
    return {file.path: file for file in known or ()}


def record_files(output: Path, root: Path, stamp: bytes, shown: Iterable[PublishedFile]) -> None:
    """Remember the files in an output folder for the next generation.

    To show them touched them once more, by links to them that came and went.
    """
    files = [now for file in shown if (now := _as_it_lies(output, file))]
    cache_file.save(root, _cache_name(output), stamp, files)


def _as_it_lies(output: Path, file: PublishedFile) -> PublishedFile | None:
    """A file as the disk has it now; None where it is another one already."""
    try:
        now = published_file(file.path, file.key, os.lstat(f"{output}/{file.path}"))
    except OSError:
        return None
    return now if replace(file, touched=now.touched, is_new=False) == now else None


def _cache_name(output: Path) -> str:
    return f"site-{xxh3_128_hexdigest(os.fsencode(output))}"
