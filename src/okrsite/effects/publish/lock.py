"""The lock: one build at a time in one place, without a file that could be left behind."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from okrsite.effects.publish.errors import PublishError

PATIENCE = 60.0
_PAUSE = 0.02


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a folder; it ends with the process, however that ends.

    Raises PublishError when somebody else holds it for longer than `patience` seconds. A file
    system that has no locks gives none.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _wait(handle, folder, patience)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, folder: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise PublishError(
                    f"another build is publishing in '{folder}'", "Try again when it has ended."
                ) from None
            time.sleep(_PAUSE)
        except OSError:
            return
        else:
            return
