"""A cache file: a signed file that may be lost at any time without harm.

It is used whole or not at all. It lies in `.okrsite` below the site's root, which git is told to
ignore, and is readable by its owner alone, since it holds what any audience may see.

Somebody could commit a cache file, or pack one into an archive, with words that no document says.
Therefore only files are used that this user wrote: they are signed with the site's cache key.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hmac import compare_digest
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from okrsite.effects.atomic_write import remove_leftovers, replace_file
from okrsite.effects.cache_key import SIGNATURE_SIZE, signature, site_key

Content = TypeVar("Content")

FOLDER: Final = ".okrsite"
_MAGIC: Final = b"okrsite pack 2\n"
_OPEN: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def load(root: Path, name: str, stamp: bytes, kind: type[Content]) -> Content | None:
    """What a cache file holds.

    None if it is missing, damaged, of another stamp or type, or written by anybody else.
    """
    key = site_key(root)
    if key is None:
        return None
    try:
        with _folder(root) as folder:
            data = _signed(folder, name, stamp, key)
        return msgspec.msgpack.decode(data, type=kind)
    except (OSError, msgspec.DecodeError, RecursionError):
        return None


def save(root: Path, name: str, stamp: bytes, content: Any) -> None:
    """Write a cache file; where that is not possible, do nothing."""
    key = site_key(root)
    if key is None:
        return
    data = msgspec.msgpack.encode(content)
    header = _head(name, stamp, key) + signature(data, name.encode(), stamp, key=key)
    try:
        (root / FOLDER).mkdir(mode=0o700, exist_ok=True)
        with _folder(root) as folder:
            _write_gitignore(folder)
            # A build that runs beside this one only loses its cache.
            remove_leftovers(folder, name)
            # A file that a power failure damages is recognised by its signature, and made again.
            replace_file(name, header, data, is_durable=False, folder=folder, mode=0o600)
    except OSError:
        return


def cache_dir(root: Path, name: str) -> str:
    """The path of a folder beside the cache files, which is made by whoever writes there first.

    Empty where no folder can be made. What lies there is to be signed with `key_of`.
    """
    try:
        (root / FOLDER).mkdir(mode=0o700, exist_ok=True)
        with _folder(root) as folder:
            _write_gitignore(folder)
    except OSError:
        return ""
    return str(root / FOLDER / name)


def key_of(root: Path, name: str) -> bytes:
    """A key for what somebody else keeps in their own `cache_dir`; empty where there is none.

    It tells nothing about the key of the cache files.
    """
    key = site_key(root)
    return signature(b"folder", name.encode(), key=key) if key else b""


@contextmanager
def _folder(root: Path) -> Iterator[int]:
    """The open folder of cache files; a link in its place is refused."""
    handle = os.open(root / FOLDER, _OPEN)
    try:
        yield handle
    finally:
        os.close(handle)


def _head(name: str, stamp: bytes, key: bytes) -> bytes:
    """What a file of ours begins with, so that no more is read of a huge one of anybody else."""
    return _MAGIC + signature(name.encode(), stamp, key=key)


def _signed(folder: int, name: str, stamp: bytes, key: bytes) -> bytes:
    """The content of a file that is signed with the key; empty of any other."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    head = _head(name, stamp, key)
    with os.fdopen(os.open(name, flags, dir_fd=folder), "rb") as file:
        if not compare_digest(file.read(len(head)), head):
            return b""
        signed, data = file.read(SIGNATURE_SIZE), file.read()
    is_whole = compare_digest(signed, signature(data, name.encode(), stamp, key=key))
    return data if is_whole else b""


def _write_gitignore(folder: int) -> None:
    try:
        os.stat(".gitignore", dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        replace_file(".gitignore", b"*\n", is_durable=False, folder=folder, mode=0o600)
