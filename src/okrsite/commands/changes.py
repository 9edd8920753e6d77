"""Changes: what a command makes of a site's files, shown as a diff and written."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

import click
from msgspec import Struct

from okrsite.effects.write import write_new, write_over


class Changes(Struct, frozen=True):
    """The bytes of files before and after, by path; before is None where a file is new."""

    before: Mapping[str, bytes | None] = {}
    after: Mapping[str, bytes] = {}

    def diff(self) -> str:
        """The changes as a unified diff, for people to read and for `git apply`."""
        return "".join(
            file_diff(path, path, self.before.get(path), new)
            for path, new in sorted(self.after.items())
        )

    def write(self, root: Path) -> None:
        """Write every file, each whole or not at all; new ones are all written or none.

        Raises `ChangedMeanwhileError` where a file is not any more what it was, and
        `FileExistsError` where a new one stands there already.
        """
        old = {path: data for path, data in self.before.items() if data is not None}
        for path, data in old.items():
            if (root / path).read_bytes() != data:
                raise ChangedMeanwhileError(path)
        write_new(root, {path: self.after[path].decode() for path in self.after.keys() - old})
        for path in old:
            write_over(root / path, self.after[path], is_durable=True)


class ChangedMeanwhileError(click.ClickException):
    """A file was written by somebody else while a command worked on it."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} was changed meanwhile; nothing more was written. Try again.")


def file_diff(path: str, target: str, old: bytes | None, new: bytes) -> str:
    """How one file differs, which may have another name now; `old` is None where it is new."""
    head = f"rename from {path}\nrename to {target}\n" if target != path else ""
    before = "/dev/null" if old is None else f"a/{path}"
    lines = difflib.unified_diff(
        _lines(old or b""), _lines(new), before, f"b/{target}", lineterm="\n"
    )
    return head + "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _lines(data: bytes) -> list[str]:
    return data.decode(errors="replace").splitlines(keepends=True)
