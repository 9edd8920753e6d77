"""Jobs: the same work on many things, shared among processes where that pays."""

from __future__ import annotations

import gc
import mmap
import os
import selectors
import signal
import struct
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, TypeVar

import msgspec

Item = TypeVar("Item")
Work = Callable[[Item], bytes]
_PLACE = struct.Struct("<q")


class JobError(Exception):
    """A process ended before its work did; the message names what it was working on."""


class _Answer(msgspec.Struct, array_like=True):
    rows: list[bytes]
    trouble: str = ""


class _Worker(msgspec.Struct, frozen=True):
    process: int
    pipe: int
    share: range


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
    dies, or if `work` raises in it.
    """
    count = min(jobs, len(items) // worth)
    if count < 2 or not _may_fork():
        return [work(item) for item in items]
    places = mmap.mmap(-1, _PLACE.size * count)
    workers: list[_Worker] = []
    statuses: list[int] = []
    gc.freeze()
    try:
        turns = (range(number, len(items), count) for number in range(count))
        workers.extend(_start(work, items, mine, places) for mine in turns)
        answers = _answers(workers)
    except BlockingIOError:
        return [work(item) for item in items]
    finally:
        gc.unfreeze()
        statuses += [_end(worker) for worker in workers]
    results = [b""] * len(items)
    for worker, answer, status in zip(workers, answers, statuses, strict=True):
        if answer.trouble or len(answer.rows) != len(worker.share):
            (place,) = _PLACE.unpack_from(places, worker.share.start * _PLACE.size)
            raise JobError(f"{name(items[place])}: {answer.trouble or _death(status)}")
        results[worker.share.start :: count] = answer.rows
    return results


def _may_fork() -> bool:
    """Whether this process is alone with itself: a fork copies the locks that threads hold."""
    if sys.platform == "darwin" or not hasattr(os, "fork") or threading.active_count() > 1:
        return False
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return True


def _start(work: Work[Item], items: Sequence[Item], mine: range, places: mmap.mmap) -> _Worker:
    incoming, outgoing = os.pipe()
    try:
        process = os.fork()
    except OSError as trouble:
        os.close(incoming)
        os.close(outgoing)
        raise BlockingIOError from trouble
    if process == 0:
        _labour(work, items, mine, (places, outgoing))
    os.close(outgoing)
    return _Worker(process, incoming, mine)


def _labour(
    work: Work[Item], items: Sequence[Item], mine: range, out: tuple[mmap.mmap, int]
) -> NoReturn:
    """The life of a forked process: it must never return into the code of its parent."""
    places, outgoing = out
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        answer = _Answer([])
        try:
            for index in mine:
                _PLACE.pack_into(places, mine.start * _PLACE.size, index)
                answer.rows.append(work(items[index]))
        except OSError as trouble:
            answer.trouble = f"{trouble.strerror}: {trouble.filename}"
        except Exception:  # noqa: BLE001 - whatever went wrong, the parent is told
            answer.trouble = traceback.format_exc()
        with open(outgoing, "wb") as pipe:  # noqa: PTH123 - there is no path to a pipe
            pipe.write(msgspec.msgpack.encode(answer))
    finally:
        os._exit(0)


def _answers(workers: list[_Worker]) -> list[_Answer]:
    """What the workers said, read from all of them at once, so that none waits for another."""
    said = {worker.pipe: bytearray() for worker in workers}
    with selectors.DefaultSelector() as selector:
        for worker in workers:
            selector.register(worker.pipe, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                if piece := os.read(key.fd, 1 << 20):
                    said[key.fd] += piece
                else:
                    selector.unregister(key.fd)
    return [_answer(said[worker.pipe]) for worker in workers]


def _answer(said: bytearray) -> _Answer:
    try:
        return msgspec.msgpack.decode(said, type=_Answer)
    except msgspec.DecodeError:
        return _Answer([])


def _end(worker: _Worker) -> int:
    """End a worker that still runs, and give its exit status."""
    os.close(worker.pipe)
    with suppress(ProcessLookupError):
        os.kill(worker.process, signal.SIGKILL)
    return os.waitpid(worker.process, 0)[1]


def _death(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"its process was ended by {signal.Signals(os.WTERMSIG(status)).name}"
    return "its process ended early"
