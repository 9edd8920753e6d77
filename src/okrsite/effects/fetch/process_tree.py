"""Process tree: every process that a source's process started, ended with it.

A process that leaves its session is no longer in the group that can be ended at once, but it still
has the environment that it was started with, and in it the tag.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# The variable that all processes of one source have in common; the shipped `command` passes it on.
TAG = "OKRSITE_SOURCE"
_PROCESSES = Path("/proc")
_ROUNDS = 100
_PAUSE = 0.01


def kill_tagged(tag: str) -> None:
    """End every process with this tag but the calling one, and those that they start meanwhile.

    Only Linux shows what environment a process has; elsewhere nothing is done.
    """
    for _ in range(_ROUNDS):
        found = list(_tagged(f"{TAG}={tag}".encode()))
        if not found:
            return
        for process in found:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        time.sleep(_PAUSE)


def _tagged(variable: bytes) -> Iterator[int]:
    """The processes with a variable; those that have ended show none."""
    for folder in _PROCESSES.glob("[0-9]*"):
        if int(folder.name) != os.getpid() and variable in _environment(folder):
            yield int(folder.name)


def _environment(folder: Path) -> list[bytes]:
    try:
        return (folder / "environ").read_bytes().split(b"\0")
    except OSError:
        return []
