"""Runner: the jobs of all sources at once, each with its retries."""

from __future__ import annotations

import random
import threading
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from okrsite.effects.fetch.attempt import Attempt
from okrsite.effects.fetch.environment import environment_of
from okrsite.effects.fetch.process import Process
from okrsite.effects.fetch.protocol import Task
from okrsite.effects.fetch.receive import receive
from okrsite.effects.fetch.result import SourceReply, reply_of
from okrsite.effects.fetch.retry import RetryState, final_answers, next_state, recorded

MOST_AT_ONCE = 32
_PAUSE = 0.5


class Job(Struct, frozen=True):
    """A task, the command of the process that does it, and whether it may be tried again."""

    task: Task
    command: tuple[str, ...]
    may_retry: bool = True


def run_all(jobs: Sequence[Job]) -> Generator[SourceReply]:
    """Ask every source, all at once, and give each reply as soon as it is there.

    Closing the generator ends all processes that still run.
    """
    if not jobs:
        return
    running = RunningProcesses()
    with ThreadPoolExecutor(min(len(jobs), MOST_AT_ONCE), "source") as threads:
        try:
            futures = [threads.submit(run_with_retries, job, running) for job in jobs]
            for future in as_completed(futures):
                yield future.result()
        finally:
            running.stop()
            threads.shutdown(cancel_futures=True)


class RunningProcesses:
    """The processes that run now, so that all of them can be ended at once."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._processes: set[Process] = set()
        self._stopped = threading.Event()

    def attempt(self, job: Job) -> Attempt:
        """Ask once. Raises OSError where no process can be started."""
        task = job.task
        encoded = msgspec.msgpack.encode(task)
        process = Process(job.command, encoded, task.root, environment_of(task.source))
        with self._guard:
            self._processes.add(process)
            # Whoever stopped in the meantime did not see this process.
            if self._stopped.is_set():
                process.kill()
        try:
            kpis = [request.kpi.id for request in task.requests]
            return receive(process, task.source.timeout, kpis)
        finally:
            with self._guard:
                self._processes.discard(process)

    def pause(self, seconds: float) -> bool:
        """Wait, unless everything is stopped; whether to go on."""
        return not self._stopped.wait(seconds)

    def stop(self) -> None:
        """End every process, and let none begin again."""
        with self._guard:
            self._stopped.set()
            for process in self._processes:
                process.kill()


def run_with_retries(job: Job, running: RunningProcesses) -> SourceReply:
    """Ask, and ask the KPIs whose failure may pass again; the answers of the others are kept."""
    state = RetryState(job.task)
    while True:
        attempt = _attempt(replace(job, task=state.task), running)
        state = recorded(state, attempt)
        again = next_state(state, attempt) if job.may_retry else None
        if again is None or not running.pause(_pause(state.attempts)):
            return reply_of(job.task, final_answers(job.task, state, attempt), state.attempts)
        state = again


def _attempt(job: Job, running: RunningProcesses) -> Attempt:
    try:
        return running.attempt(job)
    except OSError as error:
        return Attempt(error=f"its process cannot be started: {error.strerror}")


def _pause(attempts: int) -> float:
    """Seconds to wait, longer each time; by chance, so that many do not come back at once."""
    longer: int = 1 << (attempts - 1)
    return _PAUSE * longer * random.uniform(0.5, 1.5)  # noqa: S311 - no secret
