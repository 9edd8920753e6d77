"""Git: what a repository knows, asked in a way that runs nothing which the repository names.

A repository's own configuration and attributes can name programs: monitors, hooks, filters, textual
converters, transports, helpers. Whoever sends an archive with a `.git` in it chose them.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from msgspec import Struct

TIMEOUT = 60.0

_COMMAND = (
    "git",
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "log.showSignature=false",
    "-c",
    "submodule.recurse=false",
    # A folder of the content that looks like a bare repository is none.
    "-c",
    "safe.bareRepository=explicit",
)
# Git finds itself and the user's own settings, such as `safe.directory`, and no secret.
_PASSED_ON = (
    "HOME",
    "PATH",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
    "TMPDIR",
    "USERPROFILE",
    "XDG_CONFIG_HOME",
)
_FIXED = {
    # An object that a partial clone lacks would be fetched by a program of its configuration.
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class GitError(Exception):
    """Git is not there, or refuses; the message is its own last word."""


class Repository(Struct, frozen=True):
    """The working tree that a folder lies in, found by its `.git` and by nothing else.

    `place` is the path of the folder in it, such as `goals/`, or empty.
    """

    folder: Path
    place: str

    def git(self, *arguments: str, given: bytes = b"") -> bytes:
        """What git answers, run in the repository's first folder. Raises `GitError`."""
        return git(self.folder, *arguments, given=given)


def repository_of(folder: Path) -> Repository | None:
    """The repository that a folder lies in, or None."""
    here = folder.resolve()
    for above in (here, *here.parents):
        if (above / ".git").exists():
            place = here.relative_to(above).as_posix()
            return Repository(above, "" if place == "." else f"{place}/")
    return None


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers in a folder, with `given` as its input. Raises `GitError` where it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - git, with arguments of ours and paths after --
            [*_COMMAND, *arguments],
            cwd=folder,
            env=_environment(),
            input=given,
            capture_output=True,
            timeout=TIMEOUT,
            check=True,
        )
    except subprocess.CalledProcessError as problem:
        raise GitError(_last_line(problem.stderr)) from problem
    except subprocess.TimeoutExpired as problem:
        raise GitError(f"it took longer than {TIMEOUT:.0f} seconds") from problem
    except OSError as problem:
        raise GitError(f"git cannot be run: {problem.strerror or problem}") from problem
    return done.stdout


def parts(answer: bytes) -> list[str]:
    """The parts of an answer that `-z` ends with NUL, empty ones left out."""
    return [word for word in answer.decode(errors="surrogateescape").split("\0") if word]


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | _FIXED


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    for line in lines:
        if line.startswith(("fatal: ", "error: ")):
            return line.partition(": ")[2]
    return lines[-1] if lines else "it failed without a word"
