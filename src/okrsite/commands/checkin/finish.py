"""Finish: what a check-in changed, and the commit to make of it."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from msgspec import Struct

from okrsite.commands.changes import Changes
from okrsite.commands.result import CommandResult
from okrsite.effects.commit import commit


class WrittenCheckIn(Struct, frozen=True):
    """What is said of an objective or a KPI, by its id, as the change of files that it is."""

    subject: str
    changes: Changes


class CheckedIn(Struct, frozen=True):
    """The check-ins that were written below a folder, and what to say of them."""

    root: Path
    entries: tuple[WrittenCheckIn, ...] = ()
    note: str = ""

    @property
    def paths(self) -> list[str]:
        """The files that changed, each once."""
        return list(dict.fromkeys(path for entry in self.entries for path in entry.changes.after))


def finished(written: CheckedIn, here: Path, *, commits: bool, is_dry: bool) -> CommandResult:
    """The change as a diff, and the commit that was made or is to be made."""
    if not written.entries:
        return CommandResult(note=written.note or "Nothing was written.")
    message = f"Check in {', '.join(entry.subject for entry in written.entries)}"
    if is_dry:
        told = "Nothing was written: this is a dry run."
    elif commits:
        commit(written.root, written.paths, message)
        told = f"Committed: {message}"
    else:
        told = f"To commit it:\n{_command(written.root, here, written.paths, message)}"
    out = "".join(entry.changes.diff() for entry in written.entries)
    return CommandResult(out, "\n".join(filter(None, [written.note, told])))


def _command(root: Path, here: Path, paths: list[str], message: str) -> str:
    """The command that makes the commit, to be typed where one is."""
    near = [os.path.relpath(root / path, here) for path in paths]
    added = shlex.join(["git", "add", "--", *near])
    return f"{added} && {shlex.join(['git', 'commit', '-m', message, '--', *near])}"
