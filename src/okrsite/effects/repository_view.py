"""The repository's view: where a site lies in it, and which files its last change is about."""

from __future__ import annotations

from pathlib import Path

from okrsite.effects.git import GitError, parts, repository_of
from okrsite.pipeline.report import RepositoryView


def repository_view(root: Path) -> RepositoryView:
    """How the forge of a site's repository sees it; outside of any, as the site sees itself.

    The last change is what the current commit has otherwise than its first parent. A forge checks
    out the merge of a pull request, whose first parent is where it shall go.
    """
    repository = repository_of(root)
    if repository is None:
        return RepositoryView()
    try:
        listing = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", "HEAD^1", "HEAD")
        changed = frozenset(parts(repository.git(*listing)))
    except GitError:
        # The first commit, or a clone of one commit alone: every file is as new as the others.
        changed = frozenset()
    return RepositoryView(repository.place, changed)
