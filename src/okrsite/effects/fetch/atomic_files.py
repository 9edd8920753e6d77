"""Atomic files: bundles of files that are written first and moved to their places when they last.

Waiting until a file is on the disk takes longest of all, and a disk waits for many as fast as for
one: so all files are written first, flushed all at once, and only then moved to their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from okrsite.effects.atomic_write import PendingFile

_AT_ONCE = 16


class FileBundle:
    """Files of an open folder by their names; `error` is why they are not in their places.

    They are moved in their order, and after one that could not be moved, none is.
    """

    def __init__(self, folder: int, files: Mapping[str, bytes]) -> None:
        self._files = [(PendingFile(name, folder), data) for name, data in files.items()]
        self.error: OSError | None = None

    def write(self) -> None:
        """Write every file under a name that nobody reads."""
        try:
            for file, data in self._files:
                file.write(data)
        except OSError as error:
            self.error = error

    def fsync(self) -> None:
        """Wait until all is on the disk; it may be called from any thread.

        What was fetched cannot always be fetched again: many sources tell only the present.
        """
        if self.error is None:
            try:
                for file, _ in self._files:
                    file.fsync()
            except OSError as error:
                self.error = error

    def commit(self) -> None:
        """Move the files to their places, over others or none: each whole, or not at all."""
        if self.error is None:
            try:
                for file, _ in self._files:
                    file.commit()
            except OSError as error:
                self.error = error

    def rollback(self) -> None:
        """Remove every file that was not moved to its place."""
        for file, _ in self._files:
            file.discard()


def write_bundles(folder: int, bundles: Iterable[Mapping[str, bytes]]) -> list[OSError | None]:
    """Write bundles of files into an open folder; gives the error of each, None where all is well.

    Every file is open for a while, so there should be less than a hundred.
    """
    pending = [FileBundle(folder, files) for files in bundles]
    try:
        for bundle in pending:
            bundle.write()
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            list(threads.map(FileBundle.fsync, pending))
        for bundle in pending:
            bundle.commit()
    finally:
        for bundle in pending:
            bundle.rollback()
    return [bundle.error for bundle in pending]
