"""The pack: one checksummed file of rows that may be lost at any time without harm.

A pack is believed whole or not at all. It lies in `.okrsite` below the site's root, which git is
told to ignore, and is readable by its owner alone, since it holds what any audience may see.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import msgspec
from xxhash import xxh3_128

FOLDER: Final = ".okrsite"
_MAGIC: Final = b"okrsite pack 1\n"
_HEADER: Final = len(_MAGIC) + 16 + 16
_OPEN: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC

Rows = dict[bytes, msgspec.Raw]


def load(root: Path, name: str, stamp: bytes) -> Rows:
    """The rows of a pack; none if it is missing, damaged or of another stamp."""
    try:
        with _Folder(root) as folder:
            data = memoryview(_read(folder, name))
    except OSError:
        return {}
    if data[:_HEADER] != _header(stamp, data[_HEADER:]):
        return {}
    try:
        return msgspec.msgpack.decode(data[_HEADER:], type=Rows)
    except (msgspec.DecodeError, RecursionError):
        return {}


def save(root: Path, name: str, stamp: bytes, rows: Rows) -> None:
    """Write a pack in one step; where that is not possible, do nothing."""
    data = msgspec.msgpack.encode(rows)
    partial = f"{name}.{os.getpid()}"
    try:
        (root / FOLDER).mkdir(mode=0o700, exist_ok=True)
        with _Folder(root) as folder:
            _ignore(folder)
            _sweep(folder, f"{name}.")
            try:
                _write(folder, partial, _header(stamp, data) + data)
                os.replace(partial, name, src_dir_fd=folder, dst_dir_fd=folder)
            except BaseException:
                os.unlink(partial, dir_fd=folder)
                raise
    except OSError:
        return


class _Folder:
    """The open folder of packs; a link in its place is refused."""

    def __init__(self, root: Path) -> None:
        self._path = root / FOLDER

    def __enter__(self) -> int:
        self._handle = os.open(self._path, _OPEN)
        return self._handle

    def __exit__(self, *_: object) -> None:
        os.close(self._handle)


def _header(stamp: bytes, data: bytes | memoryview) -> bytes:
    return _MAGIC + xxh3_128(stamp).digest() + xxh3_128(data).digest()


def _read(folder: int, name: str) -> bytes:
    handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    with os.fdopen(handle, "rb") as file:
        return file.read()


def _write(folder: int, name: str, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(name, flags, 0o600, dir_fd=folder), "wb") as file:
        file.write(data)


def _sweep(folder: int, beginning: str) -> None:
    """Remove what a killed build left; a build that runs beside this one only loses its pack."""
    for name in os.listdir(folder):
        if name.startswith(beginning):
            os.unlink(name, dir_fd=folder)


def _ignore(folder: int) -> None:
    try:
        os.stat(".gitignore", dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        _write(folder, ".gitignore", b"*\n")
