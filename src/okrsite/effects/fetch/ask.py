"""Ask: all sources at once, again where that may help, and nothing secret in what they say."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

import msgspec
from msgspec import Struct

from okrsite.effects.fetch.frames import Task
from okrsite.effects.fetch.listen import Attempt, listen
from okrsite.effects.fetch.process import Process
from okrsite.pipeline.sourcing.answers import Values
from okrsite.pipeline.sourcing.secrets import scrubber, variables_in

MOST_AT_ONCE = 32
# How often a source is asked whose trouble may pass; one that hangs costs its whole time again.
ATTEMPTS = 3
ATTEMPTS_IF_LATE = 2
_PAUSE = 0.5
_LONGEST_REASON = 300


class Asked(Struct, frozen=True):
    """A task, and the command of the process that can do it."""

    task: Task
    command: tuple[str, ...]


class Reply(Struct, frozen=True):
    """What a source said at last; `trouble` where it had no answer at all, after `attempts`.

    `output` is what it printed before it failed, line by line.
    """

    source: str
    values: tuple[Values, ...] = ()
    failures: dict[str, str] = {}
    trouble: str = ""
    attempts: int = 1
    output: tuple[str, ...] = ()


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
            return listen(process, task.source.timeout, len(task.wanted))
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
    number = 0
    while True:
        number += 1
        try:
            attempt = running.attempt(asked)
        except OSError as trouble:
            attempt = Attempt(trouble=f"its process cannot be started: {trouble.strerror}")
        most = ATTEMPTS_IF_LATE if attempt.is_late else ATTEMPTS
        if not attempt.is_passing or number >= most or not running.pause(_pause(number)):
            return _reply(asked.task, attempt, number)


def _pause(attempts: int) -> float:
    """Seconds to wait, longer each time; by chance, so that many do not come back at once."""
    longer: int = 1 << (attempts - 1)
    return _PAUSE * longer * random.uniform(0.5, 1.5)  # noqa: S311 - no secret


def _reply(task: Task, attempt: Attempt, attempts: int) -> Reply:
    scrub = scrubber(_secrets(task))
    if attempt.trouble:
        return Reply(
            source=task.name,
            trouble=_harmless(scrub(attempt.trouble)),
            attempts=attempts,
            output=tuple(_lines(attempt.output, scrub)),
        )
    return Reply(
        source=task.name,
        values=tuple(
            msgspec.structs.replace(each, kpi=_harmless(scrub(each.kpi))) for each in attempt.values
        ),
        failures={
            _harmless(scrub(kpi)): _harmless(scrub(reason))
            for kpi, reason in attempt.failures.items()
        },
        attempts=attempts,
    )


def _secrets(task: Task) -> Iterable[str]:
    names = variables_in(msgspec.json.decode(task.source.settings))
    return [os.environ[name] for name in names if name in os.environ]


def _harmless(text: str) -> str:
    """One line of a bearable length without what a terminal would obey."""
    line = " ".join(text.split())
    shown = "".join(each if each.isprintable() else "\ufffd" for each in line)
    return shown if len(shown) <= _LONGEST_REASON else f"{shown[: _LONGEST_REASON - 1]}…"


def _lines(output: bytes, scrub: Callable[[str], str]) -> Iterator[str]:
    """What was printed, without the first line: it may begin in the middle of a secret."""
    text = output.decode(errors="replace")
    whole = text if len(output) < 4096 else text.partition("\n")[2]
    for line in scrub(whole).splitlines():
        if line.strip():
            yield _harmless(line)
