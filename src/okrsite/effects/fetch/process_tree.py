"""Process tree: every process below this one ended, whatever it did to get away."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_THREADS = Path("/proc/self/task")
_ROUNDS = 500
_PAUSE = 0.01


def kill_descendants() -> None:
    """End every process that this one started, and those that they started.

    This process must have adopted orphans: where a child ends, its own children become ours, and
    are ended in turn. So neither a session, a group nor an environment of their own saves them.
    Only Linux has that; elsewhere nothing is done.
    """
    for _ in range(_ROUNDS):
        children = list(_children())
        if not children:
            return
        for child in children:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(child, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(child, os.WNOHANG)
        time.sleep(_PAUSE)


def _children() -> Iterator[int]:
    """The children of all threads of this process, those included that ended unnoticed."""
    for thread in _THREADS.glob("*/children"):
        with suppress(OSError):
            yield from map(int, thread.read_text().split())
