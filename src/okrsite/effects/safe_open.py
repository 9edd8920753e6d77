"""Inside: folders and files opened below a root, without following any link on the way.

One link is followed: that of the whole content, which the owner of the site chose.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_ROOT = "content"
_CHUNK = 1 << 20
# Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@contextmanager
def folder_in(base: str, folder: str) -> Iterator[int]:
    """An open folder below the base, reached without following any link."""
    handle = open_folder(base, folder)
    try:
        yield handle
    finally:
        os.close(handle)


def open_folder(base: str, folder: str) -> int:
    """As `folder_in`, for whoever closes it at another place."""
    handle = os.open(base, _FOLDER)
    for depth, name in enumerate(folder.split("/") if folder else ()):
        is_root = depth == 0 and name == _ROOT
        try:
            below = os.open(name, _FOLDER & ~os.O_NOFOLLOW if is_root else _FOLDER, dir_fd=handle)
        finally:
            os.close(handle)
        handle = below
    return handle


def bytes_in(folder: int, name: str, largest: int) -> bytes:
    """The bytes of a file in an open folder.

    Raises OSError where it cannot be read, ValueError where it is no file or too large.
    """
    return file_in(folder, name, largest)[1]


def file_in(folder: int, name: str, largest: int) -> tuple[os.stat_result, bytes]:
    """As `bytes_in`, and beside the bytes what the file was before the first of them was read."""
    with _opened(folder, name, largest) as (handle, status):
        data = os.read(handle, status.st_size + 1)
        while more := os.read(handle, _CHUNK) if data else b"":
            data += more
            if len(data) > largest:
                raise ValueError(f"it grows beyond {largest:,} bytes")
        return status, data


def chunks_in(folder: int, name: str, largest: int) -> Iterator[bytes]:
    """The bytes of a file as `bytes_in` gives them, a megabyte at most at once."""
    size = 0
    with _opened(folder, name, largest) as (handle, _):
        while chunk := os.read(handle, _CHUNK):
            size += len(chunk)
            if size > largest:
                raise ValueError(f"it grows beyond {largest:,} bytes")
            yield chunk


@contextmanager
def _opened(folder: int, name: str, largest: int) -> Iterator[tuple[int, os.stat_result]]:
    handle = os.open(name, _FILE, dir_fd=folder)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("it is not a file")
        if status.st_size > largest:
            raise ValueError(f"it is larger than {largest:,} bytes")
        yield handle, status
    finally:
        os.close(handle)
