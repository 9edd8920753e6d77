"""Files: the bytes of the content's files, read without ever leaving the site's root."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from okrsite.effects.file_identity import Mark, is_not_racy, mark_of
from okrsite.effects.safe_open import file_in, open_folder
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span

LARGEST = 64 * 1024 * 1024


class FileContents(Struct, frozen=True):
    """The bytes of files by their paths, and what could not be read.

    `marks` are those of the files that were opened, as far as they tell of any later change.
    """

    files: dict[str, bytes] = {}
    marks: dict[str, Mark] = {}
    findings: tuple[Diagnostic, ...] = ()


class FileReader:
    """Reads files below a root one by one, each at most `largest` bytes.

    `links` tells which file a path means that is a link. None is followed on the way, so one that
    appears after the listing changes nothing. The folder of the last file stays open for the next
    one, which most often lies beside it, until the reader is closed.
    """

    def __init__(self, root: Path, links: Mapping[str, str], largest: int = LARGEST) -> None:
        self._base = os.path.realpath(root)
        self._device = Path(self._base).stat().st_dev
        self._links = links
        self._largest = largest
        self._opened: tuple[str, int] | None = None

    def close(self) -> None:
        """Close the folder that is still open."""
        if self._opened:
            os.close(self._opened[1])
            self._opened = None

    def read(self, path: str) -> FileContents:
        """The bytes of a file, or the finding about why it cannot be read."""
        folder, _, name = self._links.get(path, path).rpartition("/")
        now = time.time_ns()
        try:
            status, data = file_in(self._folder(folder), name, self._largest)
        except (OSError, ValueError) as problem:
            return FileContents(findings=(unreadable(path, problem),))
        return FileContents({path: data}, _marks(path, status, self._device, now))

    def _folder(self, folder: str) -> int:
        if self._opened is None or self._opened[0] != folder:
            handle = open_folder(self._base, folder)
            self.close()
            self._opened = folder, handle
        return self._opened[1]


def read_files(
    root: Path, paths: Iterable[str], links: Mapping[str, str], largest: int = LARGEST
) -> FileContents:
    """The bytes of files by their paths, read as `FileReader` does."""
    with closing(FileReader(root, links, largest)) as reader:
        contents = [reader.read(path) for path in paths]
    files: dict[str, bytes] = {}
    marks: dict[str, Mark] = {}
    findings: list[Diagnostic] = []
    for content in contents:
        files |= content.files
        marks |= content.marks
        findings += content.findings
    return FileContents(files, marks, tuple(findings))


def _marks(path: str, status: os.stat_result, device: int, now: int) -> dict[str, Mark]:
    """A file's mark if it means anything; on another disk, such as an image, it may be any."""
    mark = mark_of(status)
    return {path: mark} if status.st_dev == device and is_not_racy(mark, now) else {}


def unreadable(path: str, problem: OSError | ValueError) -> Diagnostic:
    """The finding about a file that cannot be read, with what the system says of it."""
    reason = problem.strerror if isinstance(problem, OSError) else str(problem)
    help_ = "Make it an ordinary file that you may read, or remove it."
    if isinstance(problem, NotADirectoryError):
        help_ = "Put a folder there."
    return error("OKR044", Span(path), f"'{path}' cannot be read: {str(reason).lower()}", help_)
