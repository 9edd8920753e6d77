"""Cleanup: remove what okrsite made, and nothing else."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from filecmp import cmp
from pathlib import Path

from okrsite.effects.publish.manifest import MARKER, read_manifest


def walk(folder: Path, below: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything in a folder by its path within it, folders after their insides, links unread."""
    with os.scandir(folder / below) as entries:
        inside = list(entries)
    for entry in inside:
        path = f"{below}/{entry.name}" if below else entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from walk(folder, path)
        yield path, entry


def remove_generation(folder: Path, heir: Path) -> bool:
    """Remove a generation that is not on show; True when nothing is left of it.

    One without a manifest was never finished: its build made, or linked, all that is in it. Of
    another, only what its manifest lists goes, and what the heir holds as well; the rest moves to
    the same path of the heir, or stays where that path is taken.
    """
    if not folder.is_dir() or folder.is_symlink():
        return not folder.is_symlink()
    manifest = read_manifest(folder)
    for path, entry in walk(folder):
        if entry.is_dir(follow_symlinks=False):
            remove_empty(folder / path)
        elif path == MARKER:
            continue
        elif manifest is None or path in manifest or _is_same(folder / path, heir / path):
            (folder / path).unlink()
        else:
            _rescue(folder / path, heir / path)
    return _remove_marker(folder)


def _remove_marker(folder: Path) -> bool:
    """Remove the marker last, since without it the rest would be taken for unfinished."""
    if any(path.name != MARKER for path in folder.iterdir()):
        return False
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()
    return True


def _is_same(path: Path, other: Path) -> bool:
    """Whether another path holds the same file or, where links cannot be, a copy of it."""
    try:
        mine, its = path.lstat(), other.lstat()
    except FileNotFoundError:
        return False
    if path.is_symlink() and other.is_symlink():
        return path.readlink() == other.readlink()
    is_plain = stat.S_ISREG(mine.st_mode) and stat.S_ISREG(its.st_mode)
    return os.path.samestat(mine, its) or (is_plain and cmp(path, other, shallow=False))


def _rescue(path: Path, target: Path) -> None:
    if not os.path.lexists(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)


def remove_empty(folder: Path) -> None:
    """Remove a folder unless something is in it."""
    try:
        folder.rmdir()
    except OSError:
        return
