"""A process that asks one source, and that ends, with all it started, when we say so or die."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress

from okrsite.effects.fetch.supervisor import SIGNALLED

# How long a supervisor may take to end a source, in seconds; then it is ended itself.
_PATIENCE = 10.0


class Process:
    """A command in a session of its own that reads its task from standard input.

    It has these variables and no others. It answers on `results`; whatever it prints comes out of
    `output`. The command gets two numbers more: the pipe to answer on, and a pipe that is closed
    when it is to end, or when this process has ended; and a folder for what it needs meanwhile,
    which is removed in the end.
    """

    def __init__(
        self, command: Sequence[str], task: bytes, folder: str, environment: Mapping[str, str]
    ) -> None:
        self.results, results = os.pipe()
        lifeline, self._lifeline = os.pipe()
        self._guard = threading.Lock()
        self.output, output = os.pipe()
        self._scratch = tempfile.mkdtemp(prefix="okrsite-")
        try:
            # A file and no pipe: nobody has to write while the process starts to read.
            with tempfile.TemporaryFile() as stdin:
                stdin.write(task)
                stdin.seek(0)
                self._child = subprocess.Popen(  # noqa: S603 - our own interpreter
                    [*command, str(results), str(lifeline), self._scratch],
                    stdin=stdin,
                    stdout=output,
                    stderr=output,
                    pass_fds=(results, lifeline),
                    start_new_session=True,
                    cwd=folder,
                    env=dict(environment),
                )
        except BaseException:
            self._close()
            raise
        finally:
            for theirs in (results, lifeline, output):
                os.close(theirs)

    def kill(self) -> None:
        """Have the process and all it started ended; from any thread, and as often as one likes."""
        with self._guard:
            if self._lifeline >= 0:
                os.close(self._lifeline)
                self._lifeline = -1

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._child.poll() is None

    def end(self) -> str:
        """End it and all it started; gives how it had ended by itself before, if it had."""
        code = self._child.poll()
        self.kill()
        try:
            self._child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._kill_group()
        self._close()
        return "" if code is None else _described(code)

    def _kill_group(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()

    def _close(self) -> None:
        self.kill()
        for pipe in (self.results, self.output):
            os.close(pipe)
        shutil.rmtree(self._scratch, ignore_errors=True)


def _described(code: int) -> str:
    number = -code if code < 0 else code - SIGNALLED
    try:
        return f"its process was ended by {signal.Signals(number).name}"
    except ValueError:
        return f"its process ended early, with the exit code {code}"
