"""A process that asks one source, and that ends, with all it started, when we say so or die."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress

from okrsite.effects.fetch.process_tree import TAG, kill_tagged


class Process:
    """A command in a session of its own that reads its task from standard input.

    It answers on `results`; whatever it prints comes out of `output`. The command gets two numbers
    more: the pipe to answer on, and a pipe that ends when this process does.
    """

    def __init__(self, command: Sequence[str], task: bytes, folder: str) -> None:
        self.results, results = os.pipe()
        lifeline, self._lifeline = os.pipe()
        self.output, output = os.pipe()
        self._tag = secrets.token_hex(8)
        try:
            # A file and no pipe: nobody has to write while the process starts to read.
            with tempfile.TemporaryFile() as stdin:
                stdin.write(task)
                stdin.seek(0)
                self._child = subprocess.Popen(  # noqa: S603 - our own interpreter
                    [*command, str(results), str(lifeline)],
                    stdin=stdin,
                    stdout=output,
                    stderr=output,
                    pass_fds=(results, lifeline),
                    start_new_session=True,
                    cwd=folder,
                    env={**os.environ, TAG: self._tag},
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
        """End it and all it started; gives how it had ended by itself before, if it had."""
        code = self._child.poll()
        self.kill()
        self._child.wait()
        kill_tagged(self._tag)
        self._close()
        return "" if code is None else _described(code)

    def _close(self) -> None:
        for pipe in (self.results, self._lifeline, self.output):
            os.close(pipe)


def _described(code: int) -> str:
    if code < 0:
        return f"its process was ended by {signal.Signals(-code).name}"
    return f"its process ended early, with the exit code {code}"
