"""Snapshots: the files of a site at a commit, or as they lie in the working tree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from posixpath import dirname, normpath

from msgspec import Struct

from okrsite.effects.files import read_files
from okrsite.effects.git import Repository
from okrsite.effects.git_objects import (
    FILE_MODES,
    LINK_MODE,
    TreeEntry,
    entries_at,
    read_blobs,
)
from okrsite.effects.tree import read_tree
from okrsite.model.diagnostic import Diagnostic
from okrsite.pipeline.discover import Discovered, discover, is_hidden
from okrsite.pipeline.naming import CONTENT
from okrsite.pipeline.settings import PATH as SETTINGS

SHA1_LENGTH = 40


class SiteSnapshot(Struct, frozen=True):
    """A state of a site's files.

    Attributes:
        name: What people call it.
        object_ids: The id that git has, or would have, for the bytes of each file of the content
            and of the settings.
        discovered: The content's files by their role.
        findings: What is wrong with the files as such.
        contents: The bytes of files that git need not know, by those ids.
    """

    name: str
    object_ids: Mapping[str, str]
    discovered: Discovered
    findings: tuple[Diagnostic, ...] = ()
    contents: Mapping[str, bytes] = {}

    @property
    def documents(self) -> tuple[str, ...]:
        """The paths of the documents that can be read, in order."""
        return tuple(path for path in self.discovered.documents if path in self.object_ids)


def snapshot_of_commit(repository: Repository, object_id: str, name: str) -> SiteSnapshot:
    """A site as a commit, or a tree, has it. Raises `GitError` where the commit has no such folder.

    A link counts as the file of the content that it leads to, as in the working tree.
    """
    entries = entries_at(repository, object_id)
    files = {
        path: entry.object_id
        for path, entry in entries.items()
        if entry.mode in FILE_MODES and _is_of_site(path)
    }
    files |= _linked(repository, entries, files)
    discovered = discover(path for path in files if path != SETTINGS)
    return SiteSnapshot(name, files, discovered, discovered.findings)


def snapshot_of_folder(
    root: Path, name: str, known: Iterable[str], *, is_trusted: bool = True
) -> SiteSnapshot:
    """A site as it lies in its folder; `known` are ids of git, by which it counts.

    A file that differs from one of them by its line ends alone is that one: git may have written
    them so. Of a folder that is not trusted the settings are not read, and no link is followed.
    """
    tree, in_git = read_tree(root, follows_links=is_trusted), frozenset(known)
    discovered = discover(tree.paths)
    documents = read_files(root, discovered.documents, tree.links)
    settings = read_files(root, (SETTINGS,) if is_trusted else (), {})
    is_sha1 = all(len(object_id) == SHA1_LENGTH for object_id in in_git)
    object_id_of = partial(_object_id, is_sha1=is_sha1)
    object_ids: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for path, data in {**documents.files, **settings.files}.items():
        object_id = object_id_of(data)
        if object_id not in in_git and b"\r\n" in data:
            plain = object_id_of(data.replace(b"\r\n", b"\n"))
            object_id = plain if plain in in_git else object_id
        object_ids[path] = object_id
        if object_id not in in_git:
            contents[object_id] = data
    findings = (*tree.findings, *discovered.findings, *documents.findings)
    return SiteSnapshot(name, object_ids, discovered, findings, contents)


def read_objects(
    repository: Repository, snapshots: Iterable[SiteSnapshot], object_ids: Iterable[str]
) -> dict[str, bytes]:
    """The bytes of files by their ids, from the snapshots or by one process of git."""
    found: dict[str, bytes] = {}
    for snapshot in snapshots:
        found |= snapshot.contents
    asked = list(object_ids)
    missing = [object_id for object_id in asked if object_id not in found]
    found |= dict(read_blobs(repository, missing))
    return {object_id: found[object_id] for object_id in asked if object_id in found}


def _linked(
    repository: Repository, entries: Mapping[str, TreeEntry], files: Mapping[str, str]
) -> dict[str, str]:
    """The links of a tree that lead to a file of the content, with the ids of those files."""
    links = {
        path: entry.object_id
        for path, entry in entries.items()
        if entry.mode == LINK_MODE and _is_of_site(path)
    }
    targets = dict(read_blobs(repository, links.values()))
    found = {}
    for path, object_id in links.items():
        written = targets.get(object_id, b"").decode(errors="replace")
        target = normpath(f"{dirname(path)}/{written}")
        if target in files and target.startswith(CONTENT):
            found[path] = files[target]
    return found


def _is_of_site(path: str) -> bool:
    """Whether a site reads the file at a path: no hidden one, and none whose name is no text."""
    if path == SETTINGS:
        return True
    is_text = not any("\udc80" <= letter <= "\udcff" for letter in path)
    return path.startswith(CONTENT) and is_text and not any(map(is_hidden, path.split("/")))


def _object_id(data: bytes, *, is_sha1: bool) -> str:
    """The id that git gives to the bytes of a file."""
    digest = hashlib.sha1(usedforsecurity=False) if is_sha1 else hashlib.sha256()
    digest.update(b"blob %d\0" % len(data))
    digest.update(data)
    return digest.hexdigest()
