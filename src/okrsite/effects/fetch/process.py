"""A process that asks one source, and that ends, with all it started, when we say so or die."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress

from okrsite.effects.fetch.process_tree import MARK, end_marked


class Process:
    """A command in a session of its own, told its task on standard input.

    It answers on `results`; whatever it prints comes out of `output`. The command gets two numbers
    more: the pipe to answer on, and a pipe that ends when this process does.
    """

    def __init__(self, command: Sequence[str], task: bytes, folder: str) -> None:
        self.results, results = os.pipe()
        lifeline, self._lifeline = os.pipe()
        self.output, output = os.pipe()
        self._mark = secrets.token_hex(8)
        try:
            with tempfile.TemporaryFile() as told:
                told.write(task)
                told.seek(0)
                self._child = subprocess.Popen(  # noqa: S603 - our own interpreter
                    [*command, str(results), str(lifeline)],
                    stdin=told,
                    stdout=output,
                    stderr=output,
                    pass_fds=(results, lifeline),
                    start_new_session=True,
                    cwd=folder,
                    env={**os.environ, MARK: self._mark},
                )
        except BaseException:
            self._close()
            raise
        finally:
            for theirs in (results, lifeline, output):
                os.close(theirs)

    def kill(self) -> None:
        """End the process and its whole group; it may be called from any thread, and again."""
        with suppress(ProcessLookupError, PermissionError):
            if self._child.returncode is None:
                os.killpg(self._child.pid, signal.SIGKILL)

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._child.poll() is None

    def end(self) -> str:
        """End it and what it started, close its pipes, and tell how it ended before, if it did."""
        ended = self._child.poll()
        self.kill()
        self._child.wait()
        end_marked(self._mark)
        self._close()
        return "" if ended is None else _death(ended)

    def _close(self) -> None:
        for pipe in (self.results, self._lifeline, self.output):
            os.close(pipe)


def _death(code: int) -> str:
    if code < 0:
        return f"its process was ended by {signal.Signals(-code).name}"
    return f"its process ended early, with the exit code {code}"
