"""Commit: files of a site, committed with git as their author would do it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import click


class CommitError(click.ClickException):
    """Git did not commit; the message is its own."""

    exit_code = 2


def commit(root: Path, paths: Iterable[str], message: str) -> None:
    """Commit just these files of a folder, with the author's own settings and hooks.

    Raises `CommitError` where git refuses; the files are written all the same.
    """
    named = list(paths)
    _git(root, "add", "--", *named)
    _git(root, "commit", "--quiet", "-m", message, "--", *named)


def _git(root: Path, *arguments: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - git, with paths after --
            ["git", *arguments],  # noqa: S607 - the git that the author uses
            cwd=root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            text=True,
            errors="replace",
        )
    except OSError as problem:
        raise CommitError(f"git cannot be run: {problem.strerror or problem}") from problem
    if done.returncode:
        said = (done.stderr or done.stdout).strip() or "it failed without a word"
        raise CommitError(f"the files are written, but git did not commit them: {said}")
