"""Worker pool: all items shared among workers, and no item that keeps its worker for too long."""

from __future__ import annotations

import os
import selectors
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Generic

from msgspec import Struct

from okrsite.effects.workers import (
    Item,
    SharedProgress,
    Work,
    Worker,
    WorkerReport,
    describe_exit,
    received_report,
    start_worker,
    stop_worker,
)

_CHUNK = 1 << 20
# How often it is looked whether a worker is late.
_PATROL = 0.25


class JobError(Exception):
    """A process ended before its work did; the message names the item it was working on."""


class WorkError(Exception):
    """The work raised in a process; the message names the item, and a note has the traceback."""


class Limit(Struct, Generic[Item], frozen=True):
    """How many seconds an item may take, and the result of one whose worker was ended for it.

    `is_risky` says that an item may well take as long, so even one is left to a worker.
    """

    seconds: float
    result: Callable[[Item], bytes]
    is_risky: bool = False


class WorkerPool(Generic[Item]):
    """Some workers with a share of the items each; a worker that is ended gets a successor."""

    def __init__(
        self,
        work: Work[Item],
        items: Sequence[Item],
        limit: Limit[Item] | None,
        name: Callable[[Item], str],
    ) -> None:
        self._work, self._items, self._limit, self._name = work, items, limit, name
        self._results = [b""] * len(items)
        # By the pipe of each worker: the worker, its place in the progress, and what it sent.
        self._running: dict[int, tuple[Worker, int, bytearray]] = {}
        # By the place of each worker: the item it was at when it was looked at, and for how long.
        self._waited: dict[int, tuple[int, float]] = {}
        self._looked = monotonic()

    def results(self, count: int) -> list[bytes]:
        """What comes of all items, in their order, done by `count` workers.

        Raises BlockingIOError where no further process can be had.
        """
        self._progress = SharedProgress(count)
        try:
            with selectors.DefaultSelector() as self._selector:
                # Neighbours are often alike, so turns give each worker as much as the others.
                for place in range(count):
                    self._start(range(place, len(self._items), count), place)
                while self._running:
                    self._receive()
                    self._end_late_workers()
        finally:
            for worker, _, _ in self._running.values():
                stop_worker(worker)
        return self._results

    def _start(self, share: range, place: int) -> None:
        self._progress.note(place, share.start)
        worker = start_worker(self._work, self._items, share, (self._progress, place))
        self._running[worker.pipe] = worker, place, bytearray()
        self._selector.register(worker.pipe, selectors.EVENT_READ)

    def _receive(self) -> None:
        for key, _ in self._selector.select(_PATROL if self._limit else None):
            worker, place, received = self._running[key.fd]
            if chunk := os.read(key.fd, _CHUNK):
                received.extend(chunk)
                continue
            report, status = self._end(worker)
            if len(report.rows) < len(worker.share):
                item = self._items[self._progress.last(place)]
                raise _failure(report, status, self._name(item))

    def _end_late_workers(self) -> None:
        """End workers that are at one item for too long; the rest of their shares goes on."""
        if self._limit is None:
            return
        # While this process did not get to look, the workers did not get to work either.
        now = monotonic()
        step, self._looked = min(now - self._looked, 2 * _PATROL), now
        for worker, place, received in list(self._running.values()):
            index = self._progress.last(place)
            before, waited = self._waited.get(place, (index, 0.0))
            waited = waited + step if before == index else 0.0
            self._waited[place] = index, waited
            if waited < self._limit.seconds:
                continue
            os.set_blocking(worker.pipe, False)
            while chunk := _available(worker.pipe):
                received.extend(chunk)
            report, _ = self._end(worker)
            rest = worker.share[len(report.rows) :]
            # It may have finished the item at the last moment.
            if rest and rest[0] == index:
                self._results[index] = self._limit.result(self._items[index])
                rest = rest[1:]
            if rest:
                self._start(rest, place)

    def _end(self, worker: Worker) -> tuple[WorkerReport, int]:
        _, _, received = self._running.pop(worker.pipe)
        self._selector.unregister(worker.pipe)
        status = stop_worker(worker)
        report = received_report(received)
        for index, row in zip(worker.share, report.rows, strict=False):
            self._results[index] = row
        return report, status


def _available(pipe: int) -> bytes:
    try:
        return os.read(pipe, _CHUNK)
    except BlockingIOError:
        return b""


def _failure(report: WorkerReport, status: int, item: str) -> Exception:
    """Why a worker has not done its share, and at which item."""
    if report.os_error:
        return OSError(*report.os_error)
    if not report.error:
        return JobError(f"{item}: {describe_exit(status)}")
    failure = WorkError(f"{item}: {report.error}")
    failure.add_note(report.traceback)
    return failure
