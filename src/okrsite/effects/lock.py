"""The lock: one process at a time in one folder, without a file that could be left behind."""

from __future__ import annotations

import fcntl
import time

# Seconds between two attempts: `flock` itself waits without a limit.
_PAUSE = 0.02


class LockTimeoutError(Exception):
    """Somebody else holds the lock for too long."""


def acquire_lock(handle: int, patience: float) -> None:
    """Take the lock of an open folder; it ends when the folder is closed, and with the process.

    Raises LockTimeoutError after `patience` seconds. A file system that has no locks gives none.
    """
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise LockTimeoutError from None
            time.sleep(_PAUSE)
        except OSError:
            return
        else:
            return
