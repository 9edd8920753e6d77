"""Locked folder: the folder of KPIs' files, held by one fetch at a time, its files always whole."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from okrsite.effects.atomic_write import remove_leftovers
from okrsite.effects.fetch.atomic_files import write_bundles
from okrsite.effects.lock import LockTimeoutError, acquire_lock
from okrsite.effects.safe_open import bytes_in, folder_in

LARGEST = 32 * 1024 * 1024
PATIENCE = 120.0


class FolderLocked(Exception):  # noqa: N818 - a state of the folder, and the reason that is shown
    """Another fetch holds the folder for too long."""


class LockedFolder:
    """The open folder; no other fetch writes into it as long as it is held."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._has_changed = False

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, or None where there is none. Raises OSError, ValueError."""
        try:
            return bytes_in(self._handle, name, LARGEST)
        except FileNotFoundError:
            return None

    def write(self, bundles: Sequence[Mapping[str, bytes]]) -> list[OSError | None]:
        """Write files over others, or as new ones; gives the error of each bundle, if any.

        Each file is whole, or not there at all. Those of a bundle come in their order, and after
        one that cannot be written, none. There should be less than a hundred in all.
        """
        if not any(bundles):
            return [None] * len(bundles)
        self._has_changed = True
        return write_bundles(self._handle, bundles)

    def fsync(self) -> None:
        """Sync the folder, so that moved files last before their fetch is reported.

        Raises OSError.
        """
        if self._has_changed:
            os.fsync(self._handle)

    def remove_partial(self) -> None:
        """Remove what a killed fetch left; as the folder is held, no other fetch writes there."""
        remove_leftovers(self._handle)


@contextmanager
def locked_folder(
    root: Path, folder: str, *, is_held: bool = True, patience: float = PATIENCE
) -> Iterator[LockedFolder]:
    """Hold a folder below the site's root, reached without following any link.

    One that is not held is only for reading. The lock ends with the process, however that ends; a
    file system without locks gives none. Raises FolderLocked when another fetch holds the folder
    for longer than `patience` seconds.
    """
    with folder_in(os.path.realpath(root), folder) as handle:
        opened = LockedFolder(handle)
        if is_held:
            _hold(handle, folder, patience)
            opened.remove_partial()
        yield opened
        opened.fsync()


def _hold(handle: int, folder: str, patience: float) -> None:
    try:
        acquire_lock(handle, patience)
    except LockTimeoutError:
        raise FolderLocked(f"another fetch is writing in '{folder}'") from None
