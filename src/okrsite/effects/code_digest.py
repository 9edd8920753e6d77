"""The digest of the code: what every cache was made by, and is valid for."""

import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from zoneinfo import TZPATH

from xxhash import xxh3_128

from okrsite import __version__

_INSTALLED = (".dist-info", ".egg-info")
PACKAGE = Path(__file__).parent.parent


@cache
def code_digest() -> bytes:
    """A digest of okrsite's own sources, this Python, its packages and the time zones."""
    known = f"{__version__} {sys.version} {sys.byteorder} {_time_zones()}"
    digest = xxh3_128(known.encode())
    digest.update("\n".join(_packages()).encode())
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(f"{path.relative_to(PACKAGE)}\n".encode())
        digest.update(path.read_bytes())
    return digest.digest()


def _packages() -> list[str]:
    """The names and versions of all packages: which of them matter, their own needs decide."""
    found: set[str] = set()
    for folder in sys.path:
        # Reading the version of each package would take many times as long.
        with suppress(OSError):
            found.update(
                package.name for package in Path(folder).iterdir() if package.suffix in _INSTALLED
            )
    return sorted(found)


def _time_zones() -> str:
    """The version of the system's time zones; where it has none, that of a library counts."""
    for folder in TZPATH:
        with suppress(OSError), Path(folder, "tzdata.zi").open(errors="replace") as file:
            return file.readline().strip()
    return ""
