"""Swap: exchange two folders in one step of the file system, where it can."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

# RENAME_EXCHANGE or RENAME_SWAP, and AT_FDCWD, which ctypes does not know.
_EXCHANGE = 2
_CURRENT_FOLDER = -100 if sys.platform == "linux" else -2


def exchange(first: Path, second: Path) -> bool:
    """Exchange two existing folders in one step; False where the system or the disk cannot.

    Linux 3.15 (`renameat2`) and macOS 10.12 (`renameatx_np`) can, on most of their file systems.
    """
    rename = _exchanging_rename()
    if rename is None:
        return False
    if (
        rename(_CURRENT_FOLDER, os.fsencode(first), _CURRENT_FOLDER, os.fsencode(second), _EXCHANGE)
        == 0
    ):
        return True
    number = ctypes.get_errno()
    if number in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}:
        return False
    raise OSError(number, os.strerror(number), str(second))


def flush(folder: Path) -> None:
    """Bring everything written below a folder to the disk.

    One `syncfs` on Linux, which also reports what could not be written; elsewhere a general sync.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if sys.platform != "linux":
            os.sync()
        elif ctypes.CDLL(None, use_errno=True).syncfs(handle):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_entry(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _exchanging_rename() -> ctypes._NamedFuncPointer | None:
    library = ctypes.CDLL(None, use_errno=True)
    name = "renameat2" if sys.platform == "linux" else "renameatx_np"
    rename = getattr(library, name, None)
    if rename is not None:
        text, number = ctypes.c_char_p, ctypes.c_int
        rename.argtypes = (number, text, number, text, ctypes.c_uint)
    return rename
