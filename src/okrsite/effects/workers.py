"""Workers: forked processes that take their share of some work and answer with rows of bytes."""

from __future__ import annotations

import mmap
import os
import selectors
import signal
import struct
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NoReturn, TypeVar

import msgspec

Item = TypeVar("Item")
Work = Callable[[Item], bytes]
_PLACE = struct.Struct("<q")


class Answer(msgspec.Struct, array_like=True):
    """What a worker did of its share, and what stopped it.

    `refused` is what the system refused: its number, its reason and the file. `trouble` is any
    other exception, with `trace` for those who ask.
    """

    rows: list[bytes]
    refused: tuple[int, str, str | None] | None = None
    trouble: str = ""
    trace: str = ""


class Worker(msgspec.Struct, frozen=True):
    """A process, the pipe on which it answers, and the indexes of its items."""

    process: int
    pipe: int
    share: range


class Places:
    """Memory shared with the workers, in which each notes what it is working on."""

    def __init__(self, count: int) -> None:
        self._memory = mmap.mmap(-1, _PLACE.size * count)

    def note(self, worker: int, index: int) -> None:
        """Note the index of the item that a worker begins."""
        _PLACE.pack_into(self._memory, worker * _PLACE.size, index)

    def last(self, worker: int) -> int:
        """The index of the item that a worker began last."""
        place: int = _PLACE.unpack_from(self._memory, worker * _PLACE.size)[0]
        return place


def start(work: Work[Item], items: Sequence[Item], mine: range, places: Places) -> Worker:
    """Start a worker; raises BlockingIOError where the system allows no further process."""
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
    return Worker(process, incoming, mine)


def _labour(
    work: Work[Item], items: Sequence[Item], mine: range, out: tuple[Places, int]
) -> NoReturn:
    """The life of a forked process: it must never return into the code of its parent."""
    places, outgoing = out
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        answer = Answer([])
        try:
            for index in mine:
                places.note(mine.start, index)
                answer.rows.append(work(items[index]))
        except OSError as trouble:
            where = None if trouble.filename is None else str(trouble.filename)
            answer.refused = (trouble.errno or 0, trouble.strerror or str(trouble), where)
        except Exception as mistake:  # noqa: BLE001 - whatever went wrong, the parent is told
            answer.trouble = f"{type(mistake).__name__}: {mistake}"
            answer.trace = traceback.format_exc()
        with open(outgoing, "wb") as pipe:  # noqa: PTH123 - there is no path to a pipe
            pipe.write(msgspec.msgpack.encode(answer))
    finally:
        os._exit(0)


def answers(workers: list[Worker]) -> list[Answer]:
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


def _answer(said: bytearray) -> Answer:
    try:
        return msgspec.msgpack.decode(said, type=Answer)
    except msgspec.DecodeError:
        return Answer([])


def end(worker: Worker) -> int:
    """End a worker that still runs, and give its exit status."""
    os.close(worker.pipe)
    with suppress(ProcessLookupError):
        os.kill(worker.process, signal.SIGKILL)
    return os.waitpid(worker.process, 0)[1]


def death(status: int) -> str:
    """How a process ended that said nothing."""
    if os.WIFSIGNALED(status):
        return f"its process was ended by {signal.Signals(os.WTERMSIG(status)).name}"
    return "its process ended early"
