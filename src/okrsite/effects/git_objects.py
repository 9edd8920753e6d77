"""Git objects: the trees and blobs of a repository, listed and read without the working tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from okrsite.effects.git import GitError, Repository, parts

FILE_MODES: Final = frozenset({"100644", "100755"})
LINK_MODE: Final = "120000"


class TreeEntry(NamedTuple):
    """A file of a tree: its mode and the id of its blob."""

    mode: str
    object_id: str


# Where git looks for a short name, one after the other.
_NAMESPACES: Final = ("refs/", "refs/tags/", "refs/heads/", "refs/remotes/")


def has_two_meanings(repository: Repository, revision: str) -> bool:
    """Whether a name is that of different commits, as a branch and as a remote branch, say.

    A stranger names the branch of a pull request, and what gets it may name a branch here after it.
    """
    found = {object_of(repository, f"{space}{revision}") for space in _NAMESPACES}
    return len(found - {None}) > 1


def object_of(repository: Repository, revision: str) -> str | None:
    """The id of the commit, or else the tree, that a revision names; None where it names none."""
    for kind in ("commit", "tree"):
        name = f"{revision}^{{{kind}}}"
        try:
            found = repository.git("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        except GitError:
            continue
        return found.decode().strip()
    return None


def is_shallow(repository: Repository) -> bool:
    """Whether older commits were left out when the repository was cloned."""
    return repository.git("rev-parse", "--is-shallow-repository").strip() == b"true"


def entries_at(repository: Repository, object_id: str) -> dict[str, TreeEntry]:
    """The files of a commit or a tree below the site's folder, by their paths from there.

    Raises `GitError` where it has no such folder.
    """
    tree = f"{object_id}:{repository.place.removesuffix('/')}"
    entries: dict[str, TreeEntry] = {}
    for row in parts(repository.git("ls-tree", "-r", "-z", "--full-tree", tree)):
        about, _, path = row.partition("\t")
        mode, _, blob = about.split(" ")
        entries[path] = TreeEntry(mode, blob)
    return entries


def read_blobs(repository: Repository, object_ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The bytes of blobs by their ids, by one process; those that are not here are left out."""
    asked = list(dict.fromkeys(object_ids))
    if not asked:
        return
    lines = "".join(f"{object_id}\n" for object_id in asked).encode()
    answer = repository.git("cat-file", "--batch", "--buffer", given=lines)
    place = 0
    for object_id in asked:
        end = answer.index(b"\n", place)
        kind, _, size = answer[place:end].partition(b" ")[2].partition(b" ")
        place = end + 1
        if kind == b"blob":
            yield object_id, answer[place : place + int(size)]
            place += int(size) + 1
