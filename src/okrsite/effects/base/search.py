"""Search a base: the site's folder, and what it is made with in a folder or a revision."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from okrsite.effects.base.made_with import MADE_WITH, SETTINGS, listed
from okrsite.effects.git import GitError, Repository, parts
from okrsite.effects.git_objects import (
    FILE_MODES,
    entries_at,
    has_two_meanings,
    is_shallow,
    object_of,
    read_blobs,
)


class BaseError(Exception):
    """A base that cannot be used; `help` says what to do."""

    def __init__(self, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.help = help_


class FoundBase(Struct, frozen=True):
    """A site's folder and what it is made with in the base, by paths from that folder."""

    root: Path
    files: dict[str, bytes]
    left_out: tuple[str, ...] = ()


def found_in_folder(start: Path, name: str, repository: Repository | None) -> FoundBase:
    """The base in a folder, whose links are followed, since it is trusted."""
    given = Path(name).resolve()
    if not given.is_dir():
        raise BaseError(f"there is no folder '{name}'", "A revision is written without './'.")
    top = repository.folder if repository else start
    if (given / SETTINGS).is_file() and not (given / ".git").exists():
        # The site's own folder, wherever the site has its place in the repository.
        root, source = _site_folder(start, top, lambda _: False), given
    else:
        root = _site_folder(start, top, lambda folder: (given / folder / SETTINGS).is_file())
        source = given / root.relative_to(top)
    if not (source / SETTINGS).is_file():
        return FoundBase(root, {})
    paths = [path for path in listed(source, follows_links=True) if (source / path).is_file()]
    return FoundBase(root, {path: (source / path).read_bytes() for path in paths})


def found_in_revision(start: Path, name: str, repository: Repository | None) -> FoundBase:
    """The base in a revision, read from git's objects."""
    if repository is None:
        message = f"'{name}' is a revision, and no git repository is here"
        raise BaseError(message, f"A folder is written as a path: ./{name}")
    try:
        shallow = is_shallow(repository)
        commit = object_of(repository, name)
        if commit is None:
            raise BaseError(f"there is no revision '{name}' here", _help(shallow=shallow))
        if has_two_meanings(repository, name):
            message = f"'{name}' is more than one branch or tag here"
            raise BaseError(
                message, f"Say which: refs/remotes/{name}, refs/heads/{name} or a commit."
            )
        return _at_commit(start, repository, commit)
    except GitError as problem:
        message = f"git cannot read the revision '{name}': {problem}"
        trust = f"If you trust it: git config --global --add safe.directory '{repository.folder}'"
        help_ = trust if "dubious ownership" in str(problem) else ""
        raise BaseError(message, help_) from problem


def _help(*, shallow: bool) -> str:
    if shallow:
        return "The clone is shallow: git fetch --depth=1 origin COMMIT gets what it lacks."
    return "`git fetch` gets what the clone lacks; a folder is written as a path: ./NAME"


def _at_commit(start: Path, repository: Repository, commit: str) -> FoundBase:
    top = repository.folder
    paths = [folder.relative_to(top) / SETTINGS for folder in _upwards(start, top)]
    listing = ("ls-tree", "-z", "--full-tree", "--name-only", commit, "--", *map(str, paths))
    present = parts(repository.git(*listing))
    root = _site_folder(start, top, lambda folder: (folder / SETTINGS).as_posix() in present)
    if (root.relative_to(top) / SETTINGS).as_posix() not in present:
        return FoundBase(root, {})
    place = "" if root == top else f"{root.relative_to(top).as_posix()}/"
    entries = entries_at(Repository(top, place), commit)
    made_with = {path: entry for path, entry in entries.items() if path.split("/")[0] in MADE_WITH}
    left_out = tuple(path for path, entry in made_with.items() if entry.mode not in FILE_MODES)
    names = {path: entry.object_id for path, entry in made_with.items() if path not in left_out}
    blobs = dict(read_blobs(repository, names.values()))
    if lacking := names.keys() - {path for path, name in names.items() if name in blobs}:
        raise GitError(f"{min(lacking)} is not in this clone")
    return FoundBase(root, {path: blobs[name] for path, name in names.items()}, left_out)


def _site_folder(start: Path, top: Path, has_settings: Callable[[Path], bool]) -> Path:
    """The site's folder: from here upwards the nearest that the base knows as one.

    A site that the base does not have yet is found by its own settings, which stay unread.
    """
    folders = _upwards(start, top)
    known = (folder for folder in folders if has_settings(folder.relative_to(top)))
    own = (folder for folder in folders if os.path.lexists(folder / SETTINGS))
    return next(known, None) or next(own, start)


def _upwards(start: Path, top: Path) -> Iterable[Path]:
    return tuple(folder for folder in (start, *start.parents) if folder.is_relative_to(top))
