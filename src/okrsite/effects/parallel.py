"""Parallel map: the same work on many items, in several processes where that pays."""

from __future__ import annotations

import errno
import gc
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from okrsite.effects.worker_pool import Limit, WorkerPool
from okrsite.effects.workers import Item, Work


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
    limit: Limit[Item] | None = None,
) -> list[bytes]:
    """Do `work` on every item; results in the order of the items.

    Up to `jobs` forked processes take turns at the items, but only as many as have
    `min_per_worker` items each. With fewer than two, or where a fork is not possible or not safe,
    this process does all the work, but for what is risky by the `limit`, which ends other processes
    only. Only what `work` returns comes back: what it changes in memory is lost. Raises `JobError`
    if a process dies, and `WorkError` if `work` raises in it, but an `OSError` as it is; `name` is
    how these name an item.
    """
    count = min(jobs, len(items) // min_per_worker)
    is_apart = count > 1 or (limit is not None and limit.is_risky and len(items) > 0)
    if not is_apart or not can_fork():
        return [work(item) for item in items]
    # A collection in a worker would write to, and so copy, all the memory that it shares.
    gc.freeze()
    try:
        return WorkerPool(work, items, limit, name).results(max(count, 1))
    except BlockingIOError:
        pass
    finally:
        gc.unfreeze()
    return [work(item) for item in items]


def require_threads(count: int) -> None:
    """Raises BlockingIOError where the system does not let this process have so many threads."""
    may_end = threading.Event()
    threads = [threading.Thread(target=may_end.wait) for _ in range(count)]
    try:
        for thread in threads:
            thread.start()
    except RuntimeError:
        raise BlockingIOError(errno.EAGAIN, "no thread can be started") from None
    finally:
        may_end.set()
        for thread in threads:
            if thread.ident:
                thread.join()


def can_fork() -> bool:
    """Whether this process has one thread only: a fork copies the locks that others hold."""
    if sys.platform == "darwin" or not hasattr(os, "fork") or threading.active_count() > 1:
        return False
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return True
