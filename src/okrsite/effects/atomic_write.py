"""Atomic write: a file comes to its place whole, or not at all.

Its bytes are written under a hidden name beside the place and then renamed, which is one step of
the file system. No library that is kept does this relative to an open folder, and that is what
keeps anybody from leading a write elsewhere by a link.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from secrets import token_hex

PARTIAL = ".partial"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class PendingFile:
    """A file beside its place, until `commit` puts it there or `discard` removes it.

    `name` is relative to `folder`, an open folder, or a path where there is none.
    """

    def __init__(self, name: str, folder: int | None = None) -> None:
        self._name = name
        self._folder = folder
        head, tail = os.path.split(name)
        # Two processes may write one file at once, so neither may use the other's hidden name.
        self._partial = os.path.join(head, f".{tail}.{token_hex(4)}{PARTIAL}")  # noqa: PTH118 - names in an open folder
        self._handle: int | None = None
        self._is_written = False

    def write(self, *parts: bytes, mode: int | None = None) -> None:
        """Write the content, with the mode of the file in the place unless one is given."""
        if mode is None:
            mode = self._mode_in_place()
        handle = os.open(self._partial, _NEW, 0o666 if mode is None else 0o600, dir_fd=self._folder)
        self._handle, self._is_written = handle, True
        if mode is not None:
            os.fchmod(handle, mode)
        for part in parts:
            rest = memoryview(part)
            while rest:
                rest = rest[os.write(handle, rest) :]

    def fsync(self) -> None:
        """Wait until the content is on the disk."""
        if self._handle is not None:
            os.fsync(self._handle)

    def commit(self) -> None:
        """Put the file in its place, whatever file stands there."""
        # A network disk may tell only here what it could not write.
        self._close()
        os.replace(self._partial, self._name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
        self._is_written = False

    def commit_new(self) -> None:
        """Put the file in its place; raises FileExistsError where something stands there."""
        # Not every file system has the links that would do this in one step. An empty file takes
        # the place first, and is replaced.
        os.close(os.open(self._name, _NEW, dir_fd=self._folder))
        try:
            self.commit()
        except BaseException:
            os.unlink(self._name, dir_fd=self._folder)
            raise

    def discard(self) -> None:
        """Remove what was written and not committed."""
        with suppress(OSError):
            self._close()
        if self._is_written:
            self._is_written = False
            with suppress(OSError):
                os.unlink(self._partial, dir_fd=self._folder)

    def _close(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def _mode_in_place(self) -> int | None:
        try:
            status = os.stat(self._name, dir_fd=self._folder, follow_symlinks=False)
        except FileNotFoundError:
            return None
        return stat.S_IMODE(status.st_mode) if stat.S_ISREG(status.st_mode) else None


def replace_file(
    name: str,
    *parts: bytes,
    is_durable: bool,
    folder: int | None = None,
    mode: int | None = None,
) -> None:
    """Write a file in the place of another, or of none; raises OSError and leaves no litter.

    With `is_durable` the new content is on the disk before the old is gone, so that not even a
    power failure loses both. That takes by far the longest, so it is for what cannot be made again.
    """
    pending = PendingFile(name, folder)
    try:
        pending.write(*parts, mode=mode)
        if is_durable:
            pending.fsync()
        pending.commit()
    finally:
        pending.discard()


def remove_leftovers(folder: int, name: str = "") -> None:
    """Remove what killed processes left of one file in an open folder, or of all its files."""
    beginning = f".{name}." if name else "."
    for entry in os.listdir(folder):
        if entry.startswith(beginning) and entry.endswith(PARTIAL):
            os.unlink(entry, dir_fd=folder)
