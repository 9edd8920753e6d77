"""The environment: the variables of this process, and how to do without most of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

# Where programs and temporary files are, and how people read; nothing that opens a door.
_NEEDED = frozenset(
    {
        "COLUMNS",
        "HOME",
        "LANG",
        "LANGUAGE",
        "NO_COLOR",
        "PATH",
        "SYSTEMROOT",
        "TEMP",
        "TERM",
        "TMP",
        "TMPDIR",
        "TZ",
        "USERPROFILE",
        "XDG_CONFIG_HOME",
    }
)


@contextmanager
def bare_environment() -> Iterator[None]:
    """Take every other variable out of the environment, and put it back at the end."""
    hidden = {name: value for name, value in os.environ.items() if not _is_needed(name)}
    for name in hidden:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(hidden)


def _is_needed(name: str) -> bool:
    return name in _NEEDED or name.startswith("LC_")
