"""Files: the content as it lies on the disk, read without ever leaving the site's root."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.source import Span
from okrsite.pipeline.discover import is_hidden

LARGEST = 64 * 1024 * 1024
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Tree(Struct, frozen=True):
    """The names of all files below a folder of the root, in order, and what could not be listed.

    `links` maps the few paths that are links to the files, inside the same folder, that they mean.
    """

    paths: tuple[str, ...] = ()
    links: dict[str, str] = {}
    findings: tuple[Diagnostic, ...] = ()


class Content(Struct, frozen=True):
    """The bytes of files by their paths, and what could not be read."""

    files: dict[str, bytes] = {}
    findings: tuple[Diagnostic, ...] = ()


def read_tree(root: Path, folder: str = "content") -> Tree:
    """List every file below a folder of the root, links to files inside it included.

    Hidden files are left out. Links to folders, links that lead out and whatever is neither file
    nor folder are findings. A missing folder is an empty one.
    """
    base = os.path.realpath(root)
    paths: list[str] = []
    links: dict[str, str] = {}
    findings: list[Diagnostic] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = _entries(base, here)
        except FileNotFoundError:
            continue
        except OSError as trouble:
            findings.append(_unreadable(here, trouble))
            continue
        for name, kind in entries:
            path = f"{here}/{name}"
            match kind:
                case "folder":
                    waiting.append(path)
                case "file":
                    paths.append(path)
                case "link" if target := _target(base, folder, path):
                    paths.append(path)
                    links[path] = target
                case _:
                    findings.append(_refused(path, kind))
    return Tree(tuple(sorted(paths)), links, tuple(findings))


def read_files(root: Path, tree: Tree, paths: Iterable[str], largest: int = LARGEST) -> Content:
    """The bytes of listed files, at most `largest` bytes each; what cannot be read is a finding.

    No link is followed on the way, so one that appears after the listing changes nothing.
    """
    base = os.path.realpath(root)
    files: dict[str, bytes] = {}
    findings: list[Diagnostic] = []
    by_folder: dict[str, list[str]] = {}
    for path in paths:
        by_folder.setdefault(tree.links.get(path, path).rpartition("/")[0], []).append(path)
    for folder, inside in by_folder.items():
        try:
            with _folder(base, folder) as handle:
                for path in inside:
                    name = tree.links.get(path, path).rpartition("/")[2]
                    try:
                        files[path] = _bytes(handle, name, largest)
                    except (OSError, ValueError) as trouble:
                        findings.append(_unreadable(path, trouble))
        except OSError as trouble:
            findings.extend(_unreadable(path, trouble) for path in inside)
    return Content(files, tuple(findings))


def _entries(base: str, folder: str) -> list[tuple[str, str]]:
    """The entries of a folder with what they are, hidden ones left out."""
    with _folder(base, folder) as handle, os.scandir(handle) as entries:
        return [(each.name, _kind(each)) for each in entries if not is_hidden(each.name)]


def _kind(entry: os.DirEntry[str]) -> str:
    if not _is_utf8(entry.name):
        return "unnamed"
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "device"


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


@contextmanager
def _folder(base: str, folder: str) -> Iterator[int]:
    """An open folder below the base, reached without following any link."""
    handle = os.open(base, _FOLDER)
    try:
        for name in folder.split("/") if folder else ():
            below = os.open(name, _FOLDER, dir_fd=handle)
            os.close(handle)
            handle = below
        yield handle
    finally:
        os.close(handle)


def _bytes(folder: int, name: str, largest: int) -> bytes:
    handle = os.open(name, _FILE, dir_fd=folder)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("it is not a file")
        if status.st_size > largest:
            raise ValueError(f"it is larger than {largest:,} bytes")
        data = os.read(handle, status.st_size + 1)
        while more := os.read(handle, 1 << 20) if data else b"":
            data += more
            if len(data) > largest:
                raise ValueError(f"it grows beyond {largest:,} bytes")
        return data
    finally:
        os.close(handle)


def _target(base: str, folder: str, path: str) -> str | None:
    """The file, relative to the base, that a link inside the folder means; None if it leads out."""
    try:
        real = os.path.realpath(f"{base}/{path}", strict=True)
    except OSError:
        return None
    inside = real.startswith(f"{base}/{folder}/") and Path(real).is_file()
    return real[len(base) + 1 :] if inside else None


def _unreadable(path: str, trouble: OSError | ValueError) -> Diagnostic:
    reason = trouble.strerror if isinstance(trouble, OSError) else str(trouble)
    return error(
        "OKR044",
        Span(path),
        f"'{path}' cannot be read: {str(reason).lower()}",
        "Make it an ordinary file that you may read, or remove it.",
    )


def _refused(path: str, kind: str) -> Diagnostic:
    shown = path.encode(errors="backslashreplace").decode()
    if kind == "link":
        return error(
            "OKR045",
            Span(shown),
            f"'{shown}' is a link that does not lead to a file of the content",
            "Put the file itself there; links to folders or out of the content are not followed.",
        )
    why = "its name is not UTF-8" if kind == "unnamed" else "it is neither a file nor a folder"
    return _unreadable(shown, ValueError(why))
