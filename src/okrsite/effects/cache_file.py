"""A cache file: a checksummed file that may be lost at any time without harm.

It is used whole or not at all. It lies in `.okrsite` below the site's root, which git is told to
ignore, and is readable by its owner alone, since it holds what any audience may see.

Somebody could commit a cache file with words that no document says. Therefore only files of a mode
that a checkout never gives, and an unpacked archive only when it is told to, are used: 0400.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
from xxhash import xxh3_128

from okrsite.effects.atomic_write import remove_leftovers, replace_file

Content = TypeVar("Content")

MODE: Final = 0o400

FOLDER: Final = ".okrsite"
_MAGIC: Final = b"okrsite pack 1\n"
_HEADER: Final = len(_MAGIC) + 16 + 16
_OPEN: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def load(root: Path, name: str, stamp: bytes, kind: type[Content]) -> Content | None:
    """What a cache file holds; None if it is missing, damaged, or of another stamp or type."""
    try:
        with _folder(root) as folder:
            data = memoryview(_read_private(folder, name))
        if data[:_HEADER] != _file_header(stamp, data[_HEADER:]):
            return None
        return msgspec.msgpack.decode(data[_HEADER:], type=kind)
    except (OSError, msgspec.DecodeError, RecursionError):
        return None


def save(root: Path, name: str, stamp: bytes, content: Any) -> None:
    """Write a cache file; where that is not possible, do nothing."""
    data = msgspec.msgpack.encode(content)
    header = _file_header(stamp, data)
    try:
        (root / FOLDER).mkdir(mode=0o700, exist_ok=True)
        with _folder(root) as folder:
            _write_gitignore(folder)
            # A build that runs beside this one only loses its cache.
            remove_leftovers(folder, name)
            # A file that a power failure damages is recognised by its checksum, and made again.
            replace_file(name, header, data, is_durable=False, folder=folder, mode=MODE)
    except OSError:
        return


def cache_dir(root: Path, name: str) -> str:
    """The path of a folder beside the cache files, which is made by whoever writes there first.

    Empty where no folder can be made.
    """
    try:
        (root / FOLDER).mkdir(mode=0o700, exist_ok=True)
        with _folder(root) as folder:
            _write_gitignore(folder)
    except OSError:
        return ""
    return str(root / FOLDER / name)


@contextmanager
def _folder(root: Path) -> Iterator[int]:
    """The open folder of cache files; a link in its place is refused."""
    handle = os.open(root / FOLDER, _OPEN)
    try:
        yield handle
    finally:
        os.close(handle)


def _file_header(stamp: bytes, data: bytes | memoryview) -> bytes:
    return _MAGIC + xxh3_128(stamp).digest() + xxh3_128(data).digest()


def _read_private(folder: int, name: str) -> bytes:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with os.fdopen(os.open(name, flags, dir_fd=folder), "rb") as file:
        status = os.fstat(file.fileno())
        is_ours = stat.S_IMODE(status.st_mode) == MODE and status.st_uid == os.geteuid()
        return file.read() if is_ours else b""


def _write_gitignore(folder: int) -> None:
    try:
        os.stat(".gitignore", dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        replace_file(".gitignore", b"*\n", is_durable=False, folder=folder, mode=0o600)
