"""The difference: what a site has beside its content that its base has otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from stat import S_ISREG

from okrsite.effects.base.made_with import listed
from okrsite.effects.cache_file import FOLDER
from okrsite.effects.files import read_files
from okrsite.effects.git import GitError, Repository


def differing(root: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """The paths that only one of the two has, then those that differ; links count as different.

    The bytes are compared and nothing else is done with them.
    """
    here = frozenset(listed(root, follows_links=False))
    yield from sorted(here ^ files.keys())
    for path in sorted(here & files.keys()):
        if not _is_same(root, path, files[path]):
            yield path


def _is_same(root: Path, path: str, expected: bytes) -> bool:
    """Whether a file holds these bytes; one of another size, or a link, is not even opened."""
    status = (root / path).lstat()
    if not S_ISREG(status.st_mode) or status.st_size != len(expected):
        return False
    return read_files(root, (path,), {}, len(expected)).files.get(path) == expected


def committed_cache(root: Path, repository: Repository | None) -> tuple[str, ...]:
    """The cache, where git has it: then somebody put it there, and no build on this machine."""
    if repository is None:
        return ()
    path = (root / FOLDER).relative_to(repository.folder).as_posix()
    try:
        return (FOLDER,) if repository.git("ls-files", "-z", "--", path) else ()
    except GitError:
        return ()
