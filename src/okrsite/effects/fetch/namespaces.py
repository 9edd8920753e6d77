"""Namespaces: a process and those below it set apart, so that they see no others."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from okrsite.effects.fetch.system_calls import IS_LINUX, check, libc

_NEW_MOUNTS, _NEW_USER, _NEW_PROCESSES = 0x0002_0000, 0x1000_0000, 0x2000_0000
_NAMESPACES = _NEW_MOUNTS | _NEW_PROCESSES
_RECURSIVE, _PRIVATE = 0x4000, 0x4_0000
_NO_SUID_DEVICES_PROGRAMS = 2 | 4 | 8


def enter_namespaces(*, leave: Callable[[int], None]) -> bool:
    """Go on in a process that sees no other, where that is allowed; gives whether it is.

    It is a new process, the first of its namespace, and with it ends every process there. The
    calling one only calls `leave` with its number.
    """
    for flags in (_NAMESPACES, _NAMESPACES | _NEW_USER) if IS_LINUX else ():
        # Half of it may be allowed, from where no way leads back.
        if not _succeeds(partial(_try, flags)):
            continue
        _unshare(flags)
        if first := os.fork():
            leave(first)
        _mount_processes()
        return True
    return False


def _try(flags: int) -> None:
    _unshare(flags)
    if not _succeeds(_mount_processes):
        raise PermissionError


def _unshare(flags: int) -> None:
    """Raises OSError where namespaces are not allowed."""
    user, group = os.geteuid(), os.getegid()
    check(libc.unshare(flags))
    if flags & _NEW_USER:
        # Everybody stays who they are; the namespace has nobody else.
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _mount_processes() -> None:
    """Show in /proc the processes of this namespace alone. Raises OSError."""
    # Private, or the mount would be seen in the namespace that this one was made from.
    check(libc.mount(b"none", b"/", None, ctypes.c_ulong(_RECURSIVE | _PRIVATE), None))
    flags = ctypes.c_ulong(_NO_SUID_DEVICES_PROGRAMS)
    check(libc.mount(b"proc", b"/proc", b"proc", flags, None))


def _succeeds(work: Callable[[], None]) -> bool:
    """Whether something works, tried in a process that ends with it."""
    trial = os.fork()
    if trial == 0:
        code = 1
        try:
            work()
            code = 0
        except OSError:
            pass
        finally:
            os._exit(code)
    return os.waitpid(trial, 0)[1] == 0
