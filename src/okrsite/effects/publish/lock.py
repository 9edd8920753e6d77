"""The lock: one build at a time in one place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from okrsite.effects.lock import Taken, hold
from okrsite.effects.publish.errors import PublishError

PATIENCE = 60.0


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a folder; it ends with the process, however that ends.

    Raises PublishError when somebody else holds it for longer than `patience` seconds. A file
    system that has no locks gives none.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        hold(handle, patience)
        yield
    except Taken:
        message = f"another build is publishing in '{folder}'"
        raise PublishError(message, "Try again when it has ended.") from None
    finally:
        os.close(handle)
