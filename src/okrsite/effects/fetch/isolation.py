"""Isolation: what keeps a source's process from looking into others of the same user.

The environment and the memory of a process of the same user can be read, and there the secrets of
other sources lie. Linux has two ways to forbid that, neither of which is allowed everywhere:
namespaces, in which other processes are not seen, and Landlock. Root gives up its rights besides.
"""

from __future__ import annotations

import ctypes
import os
import struct

from okrsite.effects.fetch.system_calls import IS_LINUX, check, libc, prctl, syscall

_DUMPABLE, _DROP_RIGHT, _SUBREAPER, _NO_NEW_PRIVILEGES = 4, 24, 36, 38
# Version 3 of the structures, of this process; effective, permitted, inheritable, in two halves.
_CAPABILITY_HEADER = struct.pack("=Ii", 0x2008_0522, 0)
_CAPABILITIES = struct.Struct("=6I")
# From CAP_CHOWN to CAP_SETUID.
_KEPT, _MOST_RIGHTS = 0xFF, 64
_CREATE_RULES, _ADD_RULE, _RESTRICT = 444, 445, 446
_RULES, _RULE = struct.Struct("=QQQ"), struct.Struct("=Qi")
_VERSION, _PATH_BENEATH, _MOVE, _SIGNALS = 1, 1, 1 << 13, 2
# The versions of Landlock in which moving files can be allowed, and signals be forbidden.
_WITH_MOVES, _WITH_SIGNALS = 2, 6


def hide_memory() -> None:
    """Let no other process of this user read this one's memory and environment.

    Root may still read them, unless it was left without the right to trace.
    """
    prctl(_DUMPABLE, 0)


def adopt_orphans() -> None:
    """Become the parent of every process below this one whose own parent ends."""
    prctl(_SUBREAPER, 1)


def drop_rights() -> None:
    """Give up what root may do, but for its rights over files and users.

    Root could read memory past Landlock, and take back a look at all processes. Nobody may look
    into a process that has more rights, as most others of root then have.
    """
    if not IS_LINUX:
        return
    header, held = _CAPABILITY_HEADER, ctypes.create_string_buffer(_CAPABILITIES.size)
    check(libc.capget(header, held))
    effective, permitted, *_ = _CAPABILITIES.unpack(held.raw)
    for right in range(_KEPT.bit_length(), _MOST_RIGHTS):
        # Or a program that root starts would have it again.
        prctl(_DROP_RIGHT, right)
    kept = _CAPABILITIES.pack(effective & _KEPT, permitted & _KEPT, 0, 0, 0, 0)
    libc.capset(header, kept)


def forbid_tracing() -> bool:
    """Let this process and those below it look into none outside, by Landlock; whether it does.

    They cannot send signals there either, where Landlock is new enough, and gain no rights by a
    program that is set to give some, such as sudo.
    """
    version = syscall(_CREATE_RULES, None, 0, _VERSION) if IS_LINUX else 0
    if version < _WITH_MOVES:
        return False
    scoped = _SIGNALS if version >= _WITH_SIGNALS else 0
    rules = syscall(_CREATE_RULES, _RULES.pack(_MOVE, 0, scoped), _RULES.size, 0)
    if rules < 0:
        return False
    # Any set of rules forbids tracing. It would forbid as well to move files to other folders.
    root = os.open("/", os.O_PATH | os.O_CLOEXEC)
    try:
        prctl(_NO_NEW_PRIVILEGES, 1)
        may_move = syscall(_ADD_RULE, rules, _PATH_BENEATH, _RULE.pack(_MOVE, root), 0)
        return may_move == 0 and syscall(_RESTRICT, rules, 0) == 0
    finally:
        os.close(root)
        os.close(rules)
