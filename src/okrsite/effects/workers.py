"""Workers: forked processes, each with a share of the items, that send back a row for each."""

from __future__ import annotations

import mmap
import os
import signal
import struct
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, NoReturn, TypeVar

import msgspec

Item = TypeVar("Item")
Work = Callable[[Item], bytes]
_INDEX = struct.Struct("<q")
_LENGTH = struct.Struct("<q")
_END = -1


class WorkerReport(msgspec.Struct, array_like=True):
    """The rows that a worker made of its share, and what stopped it.

    `os_error` is what the system refused: its number, its reason and the file. `error` is any
    other exception, with its `traceback`.
    """

    rows: list[bytes]
    os_error: tuple[int, str, str | None] | None = None
    error: str = ""
    traceback: str = ""


class Worker(msgspec.Struct, frozen=True):
    """A process, the pipe on which it sends its rows, and the indexes of its items."""

    process: int
    pipe: int
    share: range


class SharedProgress:
    """Memory shared with the workers, in which each notes the item it is working on.

    A process that is killed reports nothing; this tells which item it was killed at.
    """

    def __init__(self, count: int) -> None:
        self._memory = mmap.mmap(-1, _INDEX.size * count)

    def note(self, worker: int, index: int) -> None:
        """Note the index of the item that a worker begins now."""
        _INDEX.pack_into(self._memory, worker * _INDEX.size, index)

    def last(self, worker: int) -> int:
        """The index of the item that a worker began last."""
        index: int = _INDEX.unpack_from(self._memory, worker * _INDEX.size)[0]
        return index


def start_worker(
    work: Work[Item], items: Sequence[Item], share: range, out: tuple[SharedProgress, int]
) -> Worker:
    """Fork a worker; `out` is where it notes its progress, and its place there.

    Raises BlockingIOError where the system allows no further process.
    """
    incoming, outgoing = os.pipe()
    try:
        process = os.fork()
    except OSError as problem:
        os.close(incoming)
        os.close(outgoing)
        raise BlockingIOError from problem
    if process == 0:
        _run_worker(work, items, share, (*out, outgoing))
    os.close(outgoing)
    return Worker(process, incoming, share)


def _run_worker(
    work: Work[Item], items: Sequence[Item], share: range, out: tuple[SharedProgress, int, int]
) -> NoReturn:
    """All that a forked process does: it must never return into the code of its parent."""
    progress, place, outgoing = out
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        with open(outgoing, "wb") as pipe:  # noqa: PTH123 - there is no path to a pipe
            report = WorkerReport([])
            try:
                for index in share:
                    progress.note(place, index)
                    _send(pipe, work(items[index]))
            except OSError as problem:
                path = None if problem.filename is None else str(problem.filename)
                report.os_error = (problem.errno or 0, problem.strerror or str(problem), path)
            except Exception as problem:  # noqa: BLE001 - whatever went wrong, the parent is told
                report.error = f"{type(problem).__name__}: {problem}"
                report.traceback = traceback.format_exc()
            pipe.write(_LENGTH.pack(_END))
            _send(pipe, msgspec.msgpack.encode(report))
    finally:
        # `sys.exit` would run what the parent registered, such as the removal of its files.
        os._exit(0)


def _send(pipe: IO[bytes], row: bytes) -> None:
    """Send a row at once: the next one may never be made."""
    pipe.write(_LENGTH.pack(len(row)))
    pipe.write(row)
    pipe.flush()


def received_report(received: bytearray) -> WorkerReport:
    """The rows that arrived whole, and what else the worker said at its end, if it came to it."""
    rows: list[bytes] = []
    view, place = memoryview(received), 0
    while place + _LENGTH.size <= len(view):
        (size,) = _LENGTH.unpack_from(view, place)
        place += _LENGTH.size
        if size == _END:
            return _last_words(view[place + _LENGTH.size :], rows)
        if place + size > len(view):
            break
        rows.append(bytes(view[place : place + size]))
        place += size
    return WorkerReport(rows)


def _last_words(received: memoryview, rows: list[bytes]) -> WorkerReport:
    try:
        report = msgspec.msgpack.decode(received, type=WorkerReport)
    except msgspec.DecodeError:
        return WorkerReport(rows)
    return msgspec.structs.replace(report, rows=rows)


def stop_worker(worker: Worker) -> int:
    """Kill a worker that still runs, and give its exit status."""
    os.close(worker.pipe)
    with suppress(ProcessLookupError):
        os.kill(worker.process, signal.SIGKILL)
    return os.waitpid(worker.process, 0)[1]


def describe_exit(status: int) -> str:
    """How a process ended that reported nothing."""
    if os.WIFSIGNALED(status):
        return f"its process was ended by {signal.Signals(os.WTERMSIG(status)).name}"
    return "its process ended early"
