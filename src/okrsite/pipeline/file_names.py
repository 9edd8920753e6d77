"""File names: which paths every file system can hold, and which two it would take for one."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

LONGEST = 255
# The characters of a path.
MOST = 1024
RESERVED = frozenset(
    ["con", "prn", "aux", "nul"] + [f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)]
)
# Names that are fine at a glance: most are, and each has the same few characters.
_FINE = re.compile(r"[a-z0-9_-]{5,200}(?:\.[a-z0-9]{1,8})?")
_LINK = re.compile(r"(?:[^\s/][^\n\0]*)?/[^\n\0]*[^\s/]")
FORBIDDEN = frozenset('<>:"|?*\\') | {chr(code) for code in range(32)} | {"\x7f"}


def written_link(text: str) -> str:
    """The path that a file holds and nothing else, as git writes a link where links are off.

    Empty for every other text.
    """
    return text if len(text) <= MOST and _LINK.fullmatch(text) else ""


def folded(path: str) -> str:
    """What a file system that ignores case and normal forms takes a path for."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def path_fault(path: str) -> str | None:
    """Why some file system cannot hold a relative path, or None when all of them can."""
    return next((why for name in path.split("/") if (why := name_fault(name))), None)


def name_fault(name: str) -> str | None:
    """Why some file system cannot hold a single name, or None."""
    if _FINE.fullmatch(name):
        return None
    if name in {"", ".", ".."}:
        return "has an empty or relative part"
    if name[-1] in ". ":
        return f"ends in a {'dot' if name[-1] == '.' else 'space'}, which Windows drops"
    if name.split(".", 1)[0].rstrip(" ").casefold() in RESERVED:
        return "is a name that Windows keeps for a device"
    if found := next((character for character in name if character in FORBIDDEN), None):
        return f"holds {found!r}, which Windows cannot store"
    size = len(name.encode(errors="surrogateescape"))
    return f"takes {size} bytes, and file systems hold {LONGEST}" if size > LONGEST else None


def collisions(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different paths, sorted, that some file system would take for one and the same.

    A file also collides with a folder of its name.
    """
    seen: dict[str, str] = {}
    for path in sorted(set(paths)):
        first = seen.setdefault(folded(path), path)
        if first != path:
            yield first, path
    folders: set[str] = set()
    for path in sorted(seen):
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            if folder in seen:
                yield seen[folder], seen[path]
            folder = folder.rpartition("/")[0]
