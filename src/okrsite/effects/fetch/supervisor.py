"""Supervisor: the process that stands between a fetch and a source's process, and ends the latter.

It loads no plugin, so nothing that a source does can keep it from its only work: to end the source,
and all that the source started, when that is over or when the fetch is.
"""

from __future__ import annotations

import os
import shutil
import signal
import threading
from contextlib import suppress
from functools import partial
from typing import NoReturn

from okrsite.effects.fetch.isolation import (
    adopt_orphans,
    drop_rights,
    forbid_tracing,
    hide_memory,
)
from okrsite.effects.fetch.namespaces import enter_namespaces
from okrsite.effects.fetch.process_tree import kill_descendants

# As a shell tells of a process that a signal ended: 128 plus its number.
SIGNALLED = 128


def supervised(results: int, lifeline: int, scratch: str) -> bool:
    """Go on in a new process, which cannot look into others where the system allows it.

    It ends, with every process below it, when the last other end of the pipe `lifeline` is closed,
    and then the folder `scratch` is removed. The calling process stays as its supervisor and ends
    as it does; only the new one keeps the pipe `results`. Gives whether it is isolated. Raises
    OSError where no process can be started.
    """
    is_apart = enter_namespaces(leave=partial(_wait_for, results))
    adopt_orphans()
    worker = os.fork()
    if worker:
        os.close(results)
        _watch(worker, lifeline, scratch)
    os.close(lifeline)
    adopt_orphans()
    hide_memory()
    drop_rights()
    return forbid_tracing() or is_apart


def _wait_for(results: int, process: int) -> NoReturn:
    """End as another process does, once it has ended."""
    os.close(results)
    os._exit(_code_of(os.waitpid(process, 0)[1]))


def _watch(worker: int, lifeline: int, scratch: str) -> NoReturn:
    try:
        threading.Thread(target=_kill_at_end, args=(lifeline, worker), daemon=True).start()
    except RuntimeError:
        # Nobody could end it any more: there is no thread to be had.
        os.kill(worker, signal.SIGKILL)
    status = os.waitpid(worker, 0)[1]
    kill_descendants()
    # The fetch removes it as well, unless it was ended itself.
    shutil.rmtree(scratch, ignore_errors=True)
    os._exit(_code_of(status))


def _kill_at_end(lifeline: int, worker: int) -> None:
    os.read(lifeline, 1)
    with suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)


def _code_of(status: int) -> int:
    return SIGNALLED + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
