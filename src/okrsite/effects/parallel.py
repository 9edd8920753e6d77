"""Jobs: the same work on many things, shared among processes where that pays."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from okrsite.effects.workers import Answer, Item, Places, Work, Worker, answers, death, end, start


class JobError(Exception):
    """A process ended before its work did; the message names what it was working on."""


class WorkError(Exception):
    """The work raised in a process; the message names what it was working on, a note where."""


def processors() -> int:
    """How many processes can truly run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def share(
    work: Work[Item],
    items: Sequence[Item],
    jobs: int,
    *,
    worth: int,
    name: Callable[[Item], str] = str,
) -> list[bytes]:
    """Do `work` on every item; results in the order of the items.

    Where there are `worth` items for each, up to `jobs` forked processes take turns at the items;
    otherwise, or where a fork is not possible or not safe, this process does them all. Only what
    `work` returns comes back: what it changes in memory is lost. Raises `JobError` if a process
    dies, and `WorkError` if `work` raises in it, but an `OSError` as it is.
    """
    count = min(jobs, len(items) // worth)
    if count < 2 or not can_fork():
        return [work(item) for item in items]
    places = Places(count)
    workers: list[Worker] = []
    statuses: list[int] = []
    gc.freeze()
    try:
        turns = (range(number, len(items), count) for number in range(count))
        workers.extend(start(work, items, mine, places) for mine in turns)
        said = answers(workers)
    except BlockingIOError:
        said = []
    finally:
        gc.unfreeze()
        statuses += [end(worker) for worker in workers]
    if not said:
        return [work(item) for item in items]
    results = [b""] * len(items)
    for worker, answer, status in zip(workers, said, statuses, strict=True):
        if len(answer.rows) != len(worker.share):
            raise _failure(answer, status, name(items[places.last(worker.share.start)]))
        results[worker.share.start :: count] = answer.rows
    return results


def _failure(answer: Answer, status: int, at: str) -> Exception:
    """Why a worker has not done its share, of which it was at one thing."""
    if answer.refused:
        return OSError(*answer.refused)
    if not answer.trouble:
        return JobError(f"{at}: {death(status)}")
    failure = WorkError(f"{at}: {answer.trouble}")
    failure.add_note(answer.trace)
    return failure


def can_fork() -> bool:
    """Whether this process is alone with itself: a fork copies the locks that threads hold."""
    if sys.platform == "darwin" or not hasattr(os, "fork") or threading.active_count() > 1:
        return False
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return True
