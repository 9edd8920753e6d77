"""Parallel map: the same work on many items, in several processes where that pays."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from okrsite.effects.workers import (
    Item,
    SharedProgress,
    Work,
    Worker,
    WorkerReport,
    collect_reports,
    describe_exit,
    start_worker,
    stop_worker,
)


class JobError(Exception):
    """A process ended before its work did; the message names the item it was working on."""


class WorkError(Exception):
    """The work raised in a process; the message names the item, and a note has the traceback."""


def processors() -> int:
    """How many processes can truly run at once here."""
    # A container or `taskset` may allow fewer than the machine has.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def parallel_map(
    work: Work[Item],
    items: Sequence[Item],
    jobs: int,
    *,
    min_per_worker: int,
    name: Callable[[Item], str] = str,
) -> list[bytes]:
    """Do `work` on every item; results in the order of the items.

    Up to `jobs` forked processes take turns at the items, but only as many as have
    `min_per_worker` items each. With fewer than two, or where a fork is not possible or not safe,
    this process does all the work. Only what `work` returns comes back: what it changes in memory
    is lost. Raises `JobError` if a process dies, and `WorkError` if `work` raises in it, but an
    `OSError` as it is; `name` is how these name an item.
    """
    count = min(jobs, len(items) // min_per_worker)
    if count < 2 or not can_fork():
        return [work(item) for item in items]
    progress = SharedProgress(count)
    workers: list[Worker] = []
    statuses: list[int] = []
    # A collection in a worker would write to, and so copy, all the memory that it shares.
    gc.freeze()
    try:
        # Neighbours are often alike, so turns give each worker as much to do as the others.
        shares = (range(number, len(items), count) for number in range(count))
        workers.extend(start_worker(work, items, share, progress) for share in shares)
        reports = collect_reports(workers)
    except BlockingIOError:
        reports = []
    finally:
        gc.unfreeze()
        statuses += [stop_worker(worker) for worker in workers]
    if not reports:
        return [work(item) for item in items]
    results = [b""] * len(items)
    for worker, report, status in zip(workers, reports, statuses, strict=True):
        if len(report.rows) != len(worker.share):
            raise _failure(report, status, name(items[progress.last(worker.share.start)]))
        results[worker.share.start :: count] = report.rows
    return results


def _failure(report: WorkerReport, status: int, item: str) -> Exception:
    """Why a worker has not done its share, and at which item."""
    if report.os_error:
        return OSError(*report.os_error)
    if not report.error:
        return JobError(f"{item}: {describe_exit(status)}")
    failure = WorkError(f"{item}: {report.error}")
    failure.add_note(report.traceback)
    return failure


def can_fork() -> bool:
    """Whether this process has one thread only: a fork copies the locks that others hold."""
    if sys.platform == "darwin" or not hasattr(os, "fork") or threading.active_count() > 1:
        return False
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return True
