"""Program: one run of a program, whose output, time and offspring are bounded."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from selectors import EVENT_READ, DefaultSelector
from time import monotonic

from msgspec import Struct

from okrsite.answers.observations import AnswerError

_CHUNK = 65_536
_LONGEST_REASON = 200
# Of what a program complains, only the end is of interest.
MOST_COMPLAINT = 10_000


class Program(Struct, frozen=True, kw_only=True):
    """What is run, where, with which variables, for how many seconds and bytes at most."""

    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: str
    seconds: float
    most: int


def output_of(program: Program) -> bytes:
    """What a program prints. Raises AnswerError where it fails, takes too long or prints too much.

    Whatever it started, and itself, is killed at the end, also where this process is.
    """
    with program_group() as group:
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
            raise AnswerError(f"the program '{program.command[0]}' cannot be run") from None
        with run:
            try:
                output, complaint = _streams(run, program)
                status = _status(run, program)
            finally:
                run.kill()
    if status:
        raise AnswerError(failure_of(status, complaint))
    return output


@contextmanager
def program_group() -> Iterator[int]:
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


def _streams(run: subprocess.Popen[bytes], program: Program) -> tuple[bytes, bytes]:
    """Both of what a program writes, read until it closes them."""
    end = monotonic() + program.seconds
    output, complaint = bytearray(), bytearray()
    with DefaultSelector() as selector:
        selector.register(run.stdout or -1, EVENT_READ, output)
        selector.register(run.stderr or -1, EVENT_READ, complaint)
        while selector.get_map():
            ready = selector.select(max(0, end - monotonic()))
            if not ready or monotonic() > end:
                raise AnswerError(f"the program took longer than {program.seconds:.3g} seconds")
            for key, _ in ready:
                chunk = os.read(key.fd, _CHUNK)
                key.data.extend(chunk)
                if not chunk:
                    selector.unregister(key.fileobj)
            if len(output) > program.most:
                raise AnswerError(f"the program printed more than {program.most / 1e6:g} MB")
            del complaint[:-MOST_COMPLAINT]
    return bytes(output), bytes(complaint)


def _status(run: subprocess.Popen[bytes], program: Program) -> int:
    try:
        return run.wait(program.seconds)
    except subprocess.TimeoutExpired:
        raise AnswerError(f"the program took longer than {program.seconds:.3g} seconds") from None


def failure_of(status: int, complaint: bytes) -> str:
    """How a program ended that failed, and the last line of its complaint."""
    lines = [line for line in complaint.decode("utf-8", "replace").splitlines() if line.strip()]
    how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    said = f": {lines[-1].strip()[:_LONGEST_REASON]}" if lines else ""
    return f"the program {how}{said}"
