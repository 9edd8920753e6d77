"""Process: a tap or connector that runs, and the messages that it prints, as they come."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import monotonic
from typing import Any

import msgspec
from msgspec import Struct

from okrsite.answers.observations import AnswerError
from okrsite.builtin.sources.command.program import Program, chunks_of, lines_of, output_of

_PATH = "/usr/local/bin:/usr/bin:/bin"
_NOUN = "tap"


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
        return output_of(self._run(arguments))

    def messages(self, *arguments: str) -> Iterator[dict[str, Any]]:
        """The objects that it prints, one a line; other lines are none. Raises AnswerError."""
        decode = msgspec.json.Decoder(dict[str, Any]).decode
        for line in lines_of(chunks_of(self._run(arguments)), _NOUN):
            if message := _object(decode, line):
                yield message

    def _run(self, arguments: tuple[str, ...]) -> Program:
        return Program(
            command=(self._program(), *self.command[1:], *arguments),
            environment=self.environment,
            folder=self.site,
            seconds=self.until - monotonic(),
            most=self.most,
            noun=_NOUN,
            limit="it may (seconds in its settings, and timeout)",
        )

    def _program(self) -> str:
        name = self.command[0]
        found = str(Path(self.site, name)) if "/" in name else shutil.which(name, path=_PATH)
        if found is None:
            raise AnswerError(f"there is no program '{name}'")
        return found


def tap_environment(timezone: str, home: Path, variables: Mapping[str, str]) -> Mapping[str, str]:
    """The variables that a tap sees, and no others."""
    plain = {"PATH": _PATH, "LANG": "C.UTF-8", "TZ": timezone, "HOME": str(home)}
    return {**plain, **variables}


def _object(decode: Any, line: bytes) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = decode(line)
    except msgspec.DecodeError:
        return None
    return found
