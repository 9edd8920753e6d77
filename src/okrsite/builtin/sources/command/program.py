"""Program: one run of a program, whose output, time and offspring are bounded."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from selectors import EVENT_READ, DefaultSelector
from time import monotonic

from msgspec import Struct

from okrsite.answers.observations import AnswerError

_CHUNK = 1 << 18
_LONGEST_REASON = 200
# A record, as one line of JSON.
LONGEST_LINE = 64_000_000
# Of what a program complains, only the end is of interest.
_MOST_COMPLAINT = 10_000


class Program(Struct, frozen=True, kw_only=True):
    """What is run, where, with which variables, for how many seconds and bytes at most.

    `noun` is what reasons call it, and `limit` what they say of its time.
    """

    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: str
    seconds: float
    most: int
    noun: str = "program"
    limit: str = ""

    @property
    def too_long(self) -> AnswerError:
        """Why it was ended at its time."""
        limit = self.limit or f"{self.seconds:.3g} seconds"
        return AnswerError(f"the {self.noun} took longer than {limit}")


def output_of(program: Program) -> bytes:
    """All that a program prints. Raises AnswerError as `chunks_of` does."""
    return b"".join(chunks_of(program))


def lines_of(chunks: Iterable[bytes], noun: str = "program") -> Iterator[bytes]:
    """The lines of an output, without their ends. Raises AnswerError for one that does not end."""
    rest = bytearray()
    for chunk in chunks:
        rest += chunk
        *lines, last = rest.split(b"\n")
        rest = bytearray(last)
        if len(rest) > LONGEST_LINE:
            raise AnswerError(f"a line of the {noun} is longer than {LONGEST_LINE / 1e6:g} MB")
        yield from map(bytes, lines)
    if rest:
        yield bytes(rest)


def chunks_of(program: Program) -> Iterator[bytes]:
    """What a program prints, as it comes.

    Raises AnswerError where it fails, takes too long or prints too much. Whatever it started, and
    itself, is killed at the end, also where this process is.
    """
    complaint = bytearray()
    end = monotonic() + program.seconds
    with _process_group() as group:
        try:
            run = subprocess.Popen(  # noqa: S603 - a program that the settings allow, and no shell
                program.command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=program.folder,
                env=dict(program.environment),
                process_group=group,
            )
        except (OSError, ValueError):
            name = program.command[0]
            raise AnswerError(f"the {program.noun} '{name}' cannot be run") from None
        with run:
            try:
                yield from _output(run, complaint, program, end)
                status = run.wait(max(0.1, end - monotonic()))
            except subprocess.TimeoutExpired:
                raise program.too_long from None
            finally:
                run.kill()
    if status:
        raise AnswerError(_failure(status, bytes(complaint), program.noun))


@contextmanager
def _process_group() -> Iterator[int]:
    """A process group that is killed in the end.

    Its leader waits for a pipe to close, as it does however this process ends, and then kills it.
    """
    leader = subprocess.Popen(
        ("/bin/sh", "-c", "read end; kill -9 0"),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
    )
    with leader:
        try:
            yield leader.pid
        finally:
            os.killpg(leader.pid, signal.SIGKILL)


def _output(
    run: subprocess.Popen[bytes], complaint: bytearray, program: Program, end: float
) -> Iterator[bytes]:
    """What it prints, while the end of its complaint is remembered, until it closes both."""
    size = 0
    with DefaultSelector() as selector:
        selector.register(run.stdout or -1, EVENT_READ, "output")
        selector.register(run.stderr or -1, EVENT_READ, "complaint")
        while selector.get_map():
            ready = selector.select(max(0, end - monotonic()))
            if not ready or monotonic() > end:
                raise program.too_long
            for key, _ in ready:
                chunk = os.read(key.fd, _CHUNK)
                if not chunk:
                    selector.unregister(key.fileobj)
                elif key.data == "complaint":
                    complaint += chunk
                    del complaint[:-_MOST_COMPLAINT]
                else:
                    size += len(chunk)
                    if size > program.most:
                        most = f"{program.most / 1e6:g} MB"
                        raise AnswerError(f"the {program.noun} printed more than {most}")
                    yield chunk


def _failure(status: int, complaint: bytes, noun: str) -> str:
    """How a program ended that failed, and the last line of its complaint."""
    lines = [line for line in complaint.decode("utf-8", "replace").splitlines() if line.strip()]
    how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    said = f": {lines[-1].strip()[:_LONGEST_REASON]}" if lines else ""
    return f"the {noun} {how}{said}"
