"""Committed: an output folder that came with the content, and may hold anything."""

from __future__ import annotations

import os
from pathlib import Path

from okrsite.effects.git import GitError, repository_of
from okrsite.effects.publish.output_guard import PublishError, safe_output


def refuse_committed(output: Path, root: Path) -> None:
    """Raise PublishError for an output folder that somebody may have filled beforehand.

    What is in an output folder and not of okrsite stays there, so a stranger's page would become
    part of the preview, and a stranger's list of files would pass for ours. Safe are a new folder,
    one outside of the site, and one of which git has nothing.
    """
    place = safe_output(output, root)
    is_ours = not place.is_relative_to(root.resolve()) or _is_untracked(place)
    if not is_ours and os.path.lexists(place):
        raise PublishError(
            f"'{output}' is in a site that is not trusted, and may hold what a stranger put there",
            "Name a new folder, or one outside of the site: --output ../preview",
        )


def _is_untracked(place: Path) -> bool:
    repository = repository_of(place.parent)
    if repository is None:
        return False
    try:
        return not repository.git("ls-files", "-z", "--", str(place.relative_to(repository.folder)))
    except GitError:
        return False
