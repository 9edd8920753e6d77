"""The identity of a file: by what the file system shows that it is still the one that was read."""

from __future__ import annotations

import os
from typing import NamedTuple

# Some file systems keep times in steps of two seconds. A file touched later than that could change
# again, keep its size, and look the same: git calls it racily clean. In nanoseconds.
TIME_STEP = 2_000_000_000


class Mark(NamedTuple):
    """A file's size, its mtime and ctime in nanoseconds, and its inode number."""

    size: int
    changed: int
    touched: int
    number: int


def mark_of(status: os.stat_result) -> Mark:
    """The mark of a file."""
    return Mark(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def is_not_racy(mark: Mark, now: int) -> bool:
    """Whether any later change of the file will give it another mark.

    `now` is a moment in nanoseconds before the file is read.
    """
    return max(mark.changed, mark.touched) <= now - TIME_STEP
