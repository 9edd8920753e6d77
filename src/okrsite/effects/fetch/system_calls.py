"""System calls of Linux that Python does not have, through the C library."""

from __future__ import annotations

import ctypes
import os
import sys

IS_LINUX = sys.platform == "linux"
libc = ctypes.CDLL(None, use_errno=True)


def prctl(option: int, value: int) -> None:
    """Change something about this process; where that is not possible, do nothing."""
    if IS_LINUX:
        libc.prctl(option, ctypes.c_ulong(value), *[ctypes.c_ulong(0)] * 3)


def syscall(number: int, *arguments: object) -> int:
    """A call by its number; negative where it failed."""
    result: int = libc.syscall(number, *arguments)
    return result


def check(result: int) -> None:
    """Raises OSError where a call failed."""
    if result:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
