"""Maker process: what runs in the process that makes a snapshot and its pages."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Protocol

from msgspec.structs import replace

from okrsite.effects.preview.live_state import Snapshot, failed

# One page that waits for something must not keep the others.
_THREADS = 8


class BuildSnapshot(Protocol):
    """Makes the whole site; with errors and `whole`, only the findings about it."""

    def __call__(self, *, whole: bool) -> Snapshot:
        """The site as it stands now."""


def make(
    connection: Connection, build_snapshot: BuildSnapshot, warm_up: Callable[[], object]
) -> None:
    """Wait for a word, send the snapshot with the paths of its files, then each that is asked for.

    A file is sent with the number of its request, or without content and with a reason.
    """
    _end_with_parent()
    with suppress(Exception):
        # What is wrong here is wrong again when it counts.
        warm_up()
    with suppress(EOFError, OSError):
        _answer_requests(connection, _made(build_snapshot, whole=connection.recv()))


def _made(build_snapshot: BuildSnapshot, *, whole: bool) -> Snapshot:
    try:
        return build_snapshot(whole=whole)
    except Exception as problem:  # noqa: BLE001 - a preview outlives every mistake of its site
        return failed(problem)


def _answer_requests(connection: Connection, made: Snapshot) -> None:
    connection.send((replace(made, files={}), list(made.files)))
    lock = threading.Lock()

    def answer(number: int, path: str) -> None:
        try:
            message = number, made.files[path](), ""
        except Exception as problem:  # noqa: BLE001 - likewise
            message = number, b"", str(problem) or type(problem).__name__
        with lock:
            connection.send(message)

    with ThreadPoolExecutor(_THREADS) as threads:
        while made.files:
            threads.submit(answer, *connection.recv())


def _end_with_parent() -> None:
    """Be the first of a group that can be ended as a whole, and end when nobody is there to ask."""
    if not hasattr(os, "setsid"):
        return
    os.setsid()
    parent = os.getppid()

    def look(*_: object) -> None:
        if os.getppid() != parent:
            os.killpg(0, signal.SIGKILL)

    # A thread would do as well, but a process with threads cannot share its work by forks.
    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, 1, 1)
