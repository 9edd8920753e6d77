"""Bundles: files that belong together, made beside their places and put there when they will last.

Asking a disk to keep a file takes longest of all, and it keeps many as fast as one: so all files
are written first, kept all at once, and only then put in their places.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

PARTIAL = ".fetching"
_AT_ONCE = 16
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Bundle:
    """Files of an open folder by their names; `trouble` is why they are not in their places.

    They come to their places in their order, and after one that did not come there, none.
    """

    def __init__(self, folder: int, files: Mapping[str, bytes]) -> None:
        self._folder = folder
        self._files = files
        self._handles: dict[str, int] = {}
        self.trouble: OSError | None = None

    def write(self) -> None:
        """Write every file under a name that nobody reads."""
        try:
            for name, data in self._files.items():
                self._write(name, data)
        except OSError as trouble:
            self.trouble = trouble

    def keep(self) -> None:
        """See to it that what was written lasts; it may be called from any thread."""
        if self.trouble is None:
            try:
                for handle in self._handles.values():
                    os.fsync(handle)
            except OSError as trouble:
                self.trouble = trouble

    def place(self) -> None:
        """Put the files in the places of others, or of none: each whole, or not at all."""
        if self.trouble is None:
            try:
                for name in self._files:
                    self._place(name)
            except OSError as trouble:
                self.trouble = trouble

    def clear(self) -> None:
        """Take away what did not come to its place."""
        while self._handles:
            name, handle = self._handles.popitem()
            with suppress(OSError):
                os.close(handle)
            with suppress(OSError):
                os.unlink(_partial(name), dir_fd=self._folder)

    def _write(self, name: str, data: bytes) -> None:
        mode = self._mode(name)
        handle = os.open(_partial(name), _NEW, 0o666, dir_fd=self._folder)
        self._handles[name] = handle
        if mode is not None:
            os.fchmod(handle, mode)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]

    def _place(self, name: str) -> None:
        os.replace(_partial(name), name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
        os.close(self._handles.pop(name))

    def _mode(self, name: str) -> int | None:
        try:
            status = os.stat(name, dir_fd=self._folder, follow_symlinks=False)
        except FileNotFoundError:
            return None
        return stat.S_IMODE(status.st_mode)


def put(folder: int, bundles: Iterable[Mapping[str, bytes]]) -> list[OSError | None]:
    """Put bundles of files into an open folder, and tell the trouble of each, if it had any.

    Every file is open for a while, so there should be less than a hundred.
    """
    packed = [Bundle(folder, files) for files in bundles]
    try:
        for each in packed:
            each.write()
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            list(threads.map(Bundle.keep, packed))
        for each in packed:
            each.place()
    finally:
        for each in packed:
            each.clear()
    return [each.trouble for each in packed]


def _partial(name: str) -> str:
    return f".{name}{PARTIAL}"
