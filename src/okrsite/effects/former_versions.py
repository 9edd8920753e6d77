"""Former versions: what a file of the content said in the last commits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from okrsite.effects.git import GitError, git

# Ids that were renamed so many versions ago are not looked for.
VERSIONS = 20


def former_versions(root: Path, path: str) -> Iterator[bytes]:
    """The bytes of a file in the commits that changed it, the newest first.

    Nothing where there is no git or no repository.
    """
    log = ("log", f"-{VERSIONS}", "--format=%H", "--end-of-options", "HEAD", "--", path)
    try:
        commits = git(root, *log).decode().split()
    except GitError:
        return
    for commit in commits:
        try:
            yield git(root, "cat-file", "blob", f"{commit}:./{path}")
        except GitError:
            # The commit took the file away, or gave it this name.
            continue
