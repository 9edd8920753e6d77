"""Bundles: files that belong together, made beside their places and put there when they will last.

Waiting until a file is on the disk takes longest of all, and a disk waits for many as fast as for
one: so all files are written first, flushed all at once, and only then put in their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from okrsite.effects.atomic_write import PendingFile

_AT_ONCE = 16


class Bundle:
    """Files of an open folder by their names; `trouble` is why they are not in their places.

    They come to their places in their order, and after one that did not come there, none.
    """

    def __init__(self, folder: int, files: Mapping[str, bytes]) -> None:
        self._files = [(PendingFile(name, folder), data) for name, data in files.items()]
        self.trouble: OSError | None = None

    def write(self) -> None:
        """Write every file under a name that nobody reads."""
        try:
            for file, data in self._files:
                file.write(data)
        except OSError as trouble:
            self.trouble = trouble

    def fsync(self) -> None:
        """Wait until all is on the disk; it may be called from any thread.

        What was fetched cannot always be fetched again: many sources tell only the present.
        """
        if self.trouble is None:
            try:
                for file, _ in self._files:
                    file.fsync()
            except OSError as trouble:
                self.trouble = trouble

    def commit(self) -> None:
        """Put the files in the places of others, or of none: each whole, or not at all."""
        if self.trouble is None:
            try:
                for file, _ in self._files:
                    file.commit()
            except OSError as trouble:
                self.trouble = trouble

    def rollback(self) -> None:
        """Remove what did not come to its place."""
        for file, _ in self._files:
            file.discard()


def put(folder: int, bundles: Iterable[Mapping[str, bytes]]) -> list[OSError | None]:
    """Put bundles of files into an open folder, and tell the trouble of each, if it had any.

    Every file is open for a while, so there should be less than a hundred.
    """
    pending = [Bundle(folder, files) for files in bundles]
    try:
        for bundle in pending:
            bundle.write()
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            list(threads.map(Bundle.fsync, pending))
        for bundle in pending:
            bundle.commit()
    finally:
        for bundle in pending:
            bundle.rollback()
    return [bundle.trouble for bundle in pending]
