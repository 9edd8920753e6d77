"""A shelf: the folder that a KPI's files lie in, held by one fetch at a time, its files whole."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from okrsite.effects.atomic_write import remove_leftovers
from okrsite.effects.fetch.atomic_files import put
from okrsite.effects.lock import Taken, hold
from okrsite.effects.safe_open import bytes_in, folder_in

LARGEST = 32 * 1024 * 1024
PATIENCE = 120.0


class ShelfTaken(Exception):  # noqa: N818 - it is taken
    """Another fetch holds the folder for too long."""


class Shelf:
    """The open folder; nobody else fetches into it as long as it is held."""

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
        """Put files in the places of others, or of none; the trouble of each bundle, if any.

        Each file is whole, or not there at all. Those of a bundle come in their order, and after
        one that cannot be written, none. There should be less than a hundred in all.
        """
        if not any(bundles):
            return [None] * len(bundles)
        self._has_changed = True
        return put(self._handle, bundles)

    def settle(self) -> None:
        """See to it that what was written lasts, before anybody is told of it. Raises OSError."""
        if self._has_changed:
            os.fsync(self._handle)

    def sweep(self) -> None:
        """Take away what a killed fetch left; whoever holds the shelf has no other beside it."""
        remove_leftovers(self._handle)


@contextmanager
def shelf(
    root: Path, folder: str, *, is_held: bool = True, patience: float = PATIENCE
) -> Iterator[Shelf]:
    """Hold a folder below the site's root, reached without following any link.

    One that is not held is for reading alone.
    The lock ends with the process, however that ends; a file system without locks gives none.
    Raises ShelfTaken when somebody else holds it for longer than `patience` seconds.
    """
    with folder_in(os.path.realpath(root), folder) as handle:
        held = Shelf(handle)
        if is_held:
            _hold(handle, folder, patience)
            held.sweep()
        yield held
        held.settle()


def _hold(handle: int, folder: str, patience: float) -> None:
    try:
        hold(handle, patience)
    except Taken:
        raise ShelfTaken(f"another fetch is writing in '{folder}'") from None
