"""Process: a tap or connector that runs, and the messages that it prints, as they come."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from time import monotonic
from typing import Any

import msgspec
from msgspec import Struct

from okrsite.answers.observations import AnswerError
from okrsite.builtin.sources.command.program import MOST_COMPLAINT, failure_of, program_group

_PATH = "/usr/local/bin:/usr/bin:/bin"
_CHUNK = 1 << 18
# A record, as one line of JSON.
_LONGEST_LINE = 64_000_000


class Tap(Struct, frozen=True):
    """How a tap is run: its program and first arguments, and an empty folder for its files.

    It ends `until` a moment of the monotonic clock, and prints `most` bytes.
    """

    command: tuple[str, ...]
    environment: Mapping[str, str]
    site: str
    folder: Path
    until: float
    most: int

    def file(self, name: str, holds: object) -> str:
        """A file in JSON, for nobody else to read; gives its path."""
        path = self.folder / name
        path.touch(0o600)
        path.write_bytes(msgspec.json.encode(holds))
        return str(path)

    def text(self, *arguments: str) -> bytes:
        """All that it prints. Raises AnswerError."""
        return b"".join(self._chunks(arguments))

    def messages(self, *arguments: str) -> Iterator[dict[str, Any]]:
        """The objects that it prints, one a line; other lines are none. Raises AnswerError."""
        decode = msgspec.json.Decoder(dict[str, Any]).decode
        rest = bytearray()
        for chunk in self._chunks(arguments):
            rest += chunk
            *lines, last = rest.split(b"\n")
            rest = bytearray(last)
            if len(rest) > _LONGEST_LINE:
                raise AnswerError(f"a line of the tap is longer than {_LONGEST_LINE / 1e6:g} MB")
            for line in (*lines,):
                if message := _object(decode, line):
                    yield message
        if message := _object(decode, rest):
            yield message

    def _chunks(self, arguments: tuple[str, ...]) -> Iterator[bytes]:
        with program_group() as group:
            try:
                run = subprocess.Popen(  # noqa: S603 - a program that the settings allow, no shell
                    (self._program(), *self.command[1:], *arguments),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    cwd=self.site,
                    env=dict(self.environment),
                    process_group=group,
                )
            except (OSError, ValueError):
                raise AnswerError(f"the tap '{self.command[0]}' cannot be run") from None
            complaint = bytearray()
            with run:
                try:
                    yield from self._output(run, complaint)
                    status = run.wait(max(0.1, self.until - monotonic()))
                except subprocess.TimeoutExpired:
                    raise self._too_long() from None
                finally:
                    run.kill()
        if status:
            raise AnswerError(failure_of(status, bytes(complaint)).replace("program", "tap", 1))

    def _output(self, run: subprocess.Popen[bytes], complaint: bytearray) -> Iterator[bytes]:
        size = 0
        with DefaultSelector() as selector:
            selector.register(run.stdout or -1, EVENT_READ, "output")
            selector.register(run.stderr or -1, EVENT_READ, "complaint")
            while selector.get_map():
                ready = selector.select(max(0, self.until - monotonic()))
                if not ready:
                    raise self._too_long()
                for key, _ in ready:
                    chunk = os.read(key.fd, _CHUNK)
                    if not chunk:
                        selector.unregister(key.fileobj)
                    elif key.data == "complaint":
                        complaint += chunk
                        del complaint[:-MOST_COMPLAINT]
                    else:
                        size += len(chunk)
                        yield chunk
                if size > self.most:
                    raise AnswerError(f"the tap printed more than {self.most / 1e6:g} MB")

    def _program(self) -> str:
        name = self.command[0]
        found = str(Path(self.site, name)) if "/" in name else shutil.which(name, path=_PATH)
        if found is None:
            raise AnswerError(f"there is no program '{name}'")
        return found

    @staticmethod
    def _too_long() -> AnswerError:
        return AnswerError("the tap took longer than it may (seconds in its settings, and timeout)")


def tap_environment(timezone: str, home: Path, variables: Mapping[str, str]) -> Mapping[str, str]:
    """The variables that a tap sees, and no others."""
    plain = {"PATH": _PATH, "LANG": "C.UTF-8", "TZ": timezone, "HOME": str(home)}
    return {**plain, **variables}


def _object(decode: Any, line: bytes | bytearray) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = decode(line)
    except msgspec.DecodeError:
        return None
    return found
