"""The digest of the code: what every cache was made by, and is valid for."""

import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from xxhash import xxh3_128

from okrsite import __version__

# Those that decide what a file is read as or what a page looks like.
LIBRARIES = (
    "babel",
    "jinja2",
    "markdown-it-py",
    "markupsafe",
    "msgspec",
    "pillow",
    "toml-rs",
    "tomli",
)
PACKAGE = Path(__file__).parent.parent


@cache
def code_digest() -> bytes:
    """A digest of okrsite's own sources, the libraries' versions and this Python."""
    digest = xxh3_128(f"{__version__} {sys.version} {sys.byteorder}".encode())
    for library in LIBRARIES:
        digest.update(f"{library} {_version(library)}\n".encode())
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(f"{path.relative_to(PACKAGE)}\n".encode())
        digest.update(path.read_bytes())
    return digest.digest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
