"""Ask: all sources at once, and again where that may help."""

from __future__ import annotations

import random
import threading
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from okrsite.effects.fetch.process import Process
from okrsite.effects.fetch.protocol import Task
from okrsite.effects.fetch.receive import Attempt, listen
from okrsite.effects.fetch.result import Reply, reply_of
from okrsite.effects.fetch.retry import (
    is_worth_while,
    late_of,
    left_of,
    together,
    with_reasons,
    without,
)

MOST_AT_ONCE = 32
# How often those are asked whose trouble may pass; a source that hangs costs its time again.
ATTEMPTS = 3
ATTEMPTS_IF_LATE = 2
_PAUSE = 0.5


class Asked(Struct, frozen=True):
    """A task, and the command of the process that can do it."""

    task: Task
    command: tuple[str, ...]


def ask_all(asked: Sequence[Asked]) -> Generator[Reply]:
    """Ask every source, all at once, and give each reply when it is there.

    Whoever stops listening ends all processes that still run.
    """
    if not asked:
        return
    running = _Running()
    with ThreadPoolExecutor(min(len(asked), MOST_AT_ONCE), "source") as threads:
        waiting = [threads.submit(_asked, each, running) for each in asked]
        try:
            for each in as_completed(waiting):
                yield each.result()
        finally:
            running.stop()
            threads.shutdown(cancel_futures=True)


class _Running:
    """The processes that run now, so that all of them can be ended at once."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._processes: set[Process] = set()
        self._stopped = threading.Event()

    def attempt(self, asked: Asked) -> Attempt:
        """Ask once."""
        task = asked.task
        process = Process(asked.command, msgspec.msgpack.encode(task), task.root)
        with self._guard:
            self._processes.add(process)
            if self._stopped.is_set():
                process.kill()
        try:
            return listen(process, task.source.timeout, [each.kpi.id for each in task.wanted])
        finally:
            with self._guard:
                self._processes.discard(process)

    def pause(self, seconds: float) -> bool:
        """Wait, unless everything is stopped; whether to go on."""
        return not self._stopped.wait(seconds)

    def stop(self) -> None:
        """End every process, and let nobody begin again."""
        with self._guard:
            self._stopped.set()
            for process in self._processes:
                process.kill()


def _asked(asked: Asked, running: _Running) -> Reply:
    """Ask, and again those whose trouble may pass; what the others gave is kept."""
    task, heard, number, hung = asked.task, Attempt(), 0, dict[str, str]()
    while True:
        number += 1
        attempt = _attempt(replace(asked, task=task), running)
        hung |= late_of(attempt)
        left = left_of(task, attempt)
        is_hopeless = attempt.is_late and not (attempt.asked and is_worth_while(attempt, left))
        most = ATTEMPTS_IF_LATE if is_hopeless else ATTEMPTS
        if not left.wanted or number >= most or not running.pause(_pause(number)):
            break
        if not attempt.trouble:
            task, heard = left, together(heard, without(attempt, left), left)
    is_of_all = len(task.wanted) == len(asked.task.wanted)
    whole = attempt if is_of_all else together(heard, attempt, task)
    return reply_of(asked.task, with_reasons(whole, hung), number)


def _attempt(asked: Asked, running: _Running) -> Attempt:
    try:
        return running.attempt(asked)
    except OSError as trouble:
        return Attempt(trouble=f"its process cannot be started: {trouble.strerror}")


def _pause(attempts: int) -> float:
    """Seconds to wait, longer each time; by chance, so that many do not come back at once."""
    longer: int = 1 << (attempts - 1)
    return _PAUSE * longer * random.uniform(0.5, 1.5)  # noqa: S311 - no secret
