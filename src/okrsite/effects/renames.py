"""Renames: which files of the content git knows under another name."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

from okrsite.effects.git import GitError, git, parts

# As git's own measure of a renamed file: half of its lines are the same.
SIMILAR = 0.5
# Renames that nobody has mended for so many commits are not looked for.
COMMITS = 200


def renamed_files(root: Path) -> dict[str, str]:
    """The old paths of files of the content with their new ones, from the site's root.

    Committed renames, staged ones, and files that are gone beside a new one that reads alike.
    Empty where there is no git or no repository.
    """
    found: dict[str, str] = {}
    log = ("log", f"-{COMMITS}", "--reverse", "--format=", "--diff-filter=R")
    for command in (log, ("diff", "--cached", "--diff-filter=R")):
        words = _git(root, *command, "-M", "--name-status", "-z", "--relative", "--", "content")
        # Status, old path, new path, one after the other.
        for old, new in zip(words[1::3], words[2::3], strict=False):
            found = {path: new if target == old else target for path, target in found.items()}
            found[old] = new
    found |= _moved_by_hand(root)
    return {old: new for old, new in found.items() if old != new and (root / new).is_file()}


def _moved_by_hand(root: Path) -> dict[str, str]:
    """Files that are gone since the last commit, each with the new file beside it most like it."""
    gone = _git(root, "ls-files", "-d", "-z", "--", "content")
    new = _git(root, "ls-files", "-o", "--exclude-standard", "-z", "--", "content")
    found = {}
    for path in gone:
        folder, _, _ = path.rpartition("/")
        rivals = [other for other in new if other.rpartition("/")[0] == folder]
        before = "\0".join(_git(root, "cat-file", "blob", f":./{path}"))
        likeness = {other: _likeness(before, root / other) for other in rivals[:20]}
        best = max(likeness, key=lambda other: likeness[other], default="")
        if best and likeness[best] >= SIMILAR:
            found[path] = best
    return found


def _likeness(before: str, file: Path) -> float:
    try:
        after = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return 0
    return SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False).ratio()


def _git(root: Path, *arguments: str) -> list[str]:
    """What git says, at its NUL characters; nothing where it fails."""
    try:
        return parts(git(root, *arguments))
    except GitError:
        return []
