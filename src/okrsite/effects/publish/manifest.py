"""The manifest: the list, inside a published site, of every file that okrsite made there."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from msgspec import Struct

MARKER = ".okrsite-site"
_FIRST = "okrsite site 1: the files that okrsite made here; only these it changes or removes\n"


class Manifest(Struct, frozen=True, dict=True):
    """Files by their paths within the site; `lasting` ones stay for one more generation.

    `kept` are files of the generation before this one, for readers with an older page open.
    """

    files: frozenset[str] = frozenset()
    lasting: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()

    def __contains__(self, path: str) -> bool:
        return path in self.files or path in self.kept or path == MARKER

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that one of the files lies in."""
        found: set[str] = set()
        for path in self.files | self.kept:
            folder = path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)


def manifest_text(manifest: Manifest) -> bytes:
    """A manifest as it is written: a line for each file, `+` lasting, `-` kept, `=` neither."""
    signs = {path: "+" if path in manifest.lasting else "=" for path in manifest.files}
    signs |= dict.fromkeys(manifest.kept, "-")
    return (_FIRST + "".join(f"{signs[path]} {path}\n" for path in sorted(signs))).encode()


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a published site, or None where there is none that can be read."""
    try:
        text = (folder / MARKER).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    if not text.startswith("okrsite site "):
        return None
    lines = [line.partition(" ")[::2] for line in text.split("\n")[1:]]
    by_sign = {
        sign: frozenset(path for line, path in lines if line == sign and _is_relative_inside(path))
        for sign in "=+-"
    }
    return Manifest(by_sign["="] | by_sign["+"], by_sign["+"], by_sign["-"])


def _is_relative_inside(path: str) -> bool:
    """Whether a path stays in the site; whoever can write a manifest must not delete elsewhere."""
    return bool(path) and not path.startswith("/") and "/../" not in f"/{path}/"
