"""Memory: what this process may take while an embedded engine works in it.

DuckDB counts the memory of its blocks, and not that of a text that `repeat` makes.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STATUS = Path("/proc/self/statm")
_DATA_PAGES = 5
_UNITS = {"M": 10**6, "G": 10**9}
# An engine within its own limit must never meet this one: it has threads, copies and buffers.
_TIMES = 2
_BESIDE = 500_000_000


def bytes_of(memory: str) -> int:
    """A size in MB or GB, such as `1GB`, in bytes."""
    return int(memory[:-2]) * _UNITS[memory[-2]]


@contextmanager
def bounded_memory(memory: str) -> Iterator[None]:
    """Around the work of an engine whose own limit is `memory`, such as `1GB`.

    What goes far beyond it (twice, and half a gigabyte) fails as if the machine had no more. Only
    Linux counts that.
    """
    if sys.platform != "linux":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    taken = int(_STATUS.read_text().split()[_DATA_PAGES]) * resource.getpagesize()
    most = taken + _TIMES * bytes_of(memory) + _BESIDE
    known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min([most, *known]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
