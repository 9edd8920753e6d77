"""Maker: a process of its own that makes one snapshot of the site, and its pages as asked.

Neither a file that takes long nor a plugin that never comes back stops the server then, which goes
on answering, and ends the maker when it pleases.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from itertools import count
from typing import Any

from msgspec.structs import replace

from okrsite.effects.preview.live_state import Snapshot
from okrsite.effects.preview.maker_process import BuildSnapshot, make

# A page takes a few milliseconds.
MOST_SECONDS = 30
_ENDED = "the process that makes it has ended"
# A server of forks has all modules at hand, and no threads that a fork would cut short.
_CONTEXT: Any = multiprocessing.get_context(
    "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
)


class MakerError(Exception):
    """A maker has ended, or a page cannot be made; the message says why."""


def prepare(modules: Iterable[str]) -> None:
    """Tell which modules every maker needs, so that they are imported once for all of them."""
    if _CONTEXT.get_start_method() == "forkserver":
        _CONTEXT.set_forkserver_preload(list(modules))


class Maker:
    """The process of one snapshot, which it makes as soon as it is told to.

    Until then it does what `warm_up` does. `on_end` is called if it ends by itself.
    """

    def __init__(
        self,
        build_snapshot: BuildSnapshot,
        warm_up: Callable[[], object],
        on_end: Callable[[], None] = lambda: None,
    ) -> None:
        self.snapshot: Future[Snapshot] = Future()
        # Whoever waits for it may give up, and then it must still be there to be set.
        self.snapshot.set_running_or_notify_cancel()
        self._on_end = on_end
        self._numbers = count()
        self._asked: dict[int, Future[bytes]] = {}
        self._lock = threading.Lock()
        self.is_ended = False
        self._connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(
            target=make, args=(theirs, build_snapshot, warm_up), daemon=True
        )
        self._process.start()
        theirs.close()
        threading.Thread(target=self._listen, daemon=True).start()

    def begin(self, *, whole: bool) -> None:
        """Make the snapshot now; with errors and `whole`, only the findings."""
        # One that has ended is told by the snapshot.
        with suppress(OSError):
            self._connection.send(whole)

    def page(self, path: str) -> bytes:
        """The content of a file of the snapshot; raises MakerError where it cannot be made."""
        answer = self._ask(path)
        try:
            return answer.result(MOST_SECONDS)
        except TimeoutError:
            # Whatever keeps it may keep all other pages, too.
            self._kill()
            raise MakerError(f"it takes longer than {MOST_SECONDS} seconds") from None

    def _ask(self, path: str) -> Future[bytes]:
        answer: Future[bytes] = Future()
        with self._lock:
            number = next(self._numbers)
            self._asked[number] = answer
            try:
                self._connection.send((number, path))
            except OSError:
                raise MakerError(_ENDED) from None
        return answer

    def end(self) -> None:
        """End the process, and let all that wait for it know."""
        self._on_end = lambda: None
        self._kill()

    def _kill(self) -> None:
        with suppress(ProcessLookupError, PermissionError, AttributeError):
            # What it started itself is in its group; it may not have one yet.
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def _listen(self) -> None:
        """Take what the process sends, until it ends."""
        try:
            made: Snapshot
            made, paths = self._connection.recv()
            files = {path: partial(self.page, path) for path in paths}
            self.snapshot.set_result(replace(made, files=files, end=self.end))
            while True:
                number, content, reason = self._connection.recv()
                if answer := self._asked.pop(number, None):
                    _answer(answer, content, reason)
        except (EOFError, OSError):
            self._finish()

    def _finish(self) -> None:
        with self._lock:
            self.is_ended = True
            self._connection.close()
            waiting = [*self._asked.values()]
        if not self.snapshot.done():
            self.snapshot.set_exception(MakerError("the process that makes the site has ended"))
        for answer in waiting:
            answer.set_exception(MakerError(_ENDED))
        self._process.join()
        self._on_end()


def _answer(answer: Future[bytes], content: bytes, reason: str) -> None:
    if reason:
        answer.set_exception(MakerError(reason))
    else:
        answer.set_result(content)
