"""Files: the bytes of the content's files, read without ever leaving the site's root."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from okrsite.effects.file_identity import Mark, has_settled, mark_of
from okrsite.effects.safe_open import file_in, folder_in
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span

LARGEST = 64 * 1024 * 1024


class Content(Struct, frozen=True):
    """The bytes of files by their paths, and what could not be read.

    `marks` are those of the very files that were opened, where they mean anything.
    """

    files: dict[str, bytes] = {}
    marks: dict[str, Mark] = {}
    findings: tuple[Diagnostic, ...] = ()


def read_files(
    root: Path, paths: Iterable[str], links: Mapping[str, str], largest: int = LARGEST
) -> Content:
    """The bytes of files by their paths, at most `largest` each; what cannot be read is a finding.

    `links` tells which file a path means that is a link. None is followed on the way, so one that
    appears after the listing changes nothing.
    """
    base, now = os.path.realpath(root), time.time_ns()
    read: dict[str, tuple[os.stat_result, bytes]] = {}
    findings: list[Diagnostic] = []
    for folder, named in _by_folder(paths, links).items():
        try:
            with folder_in(base, folder) as handle:
                for path, name in named.items():
                    try:
                        read[path] = file_in(handle, name, largest)
                    except (OSError, ValueError) as trouble:
                        findings.append(unreadable(path, trouble))
        except OSError as trouble:
            findings.extend(unreadable(path, trouble) for path in named)
    files = {path: data for path, (_, data) in read.items()}
    opened = {path: status for path, (status, _) in read.items()}
    return Content(files, _marks(opened, Path(base).stat().st_dev, now), tuple(findings))


def _marks(opened: Mapping[str, os.stat_result], device: int, now: int) -> dict[str, Mark]:
    """The marks that mean anything; on another disk, such as an image, any file may have any."""
    marks = {path: mark_of(status) for path, status in opened.items() if status.st_dev == device}
    return {path: mark for path, mark in marks.items() if has_settled(mark, now)}


def unreadable(path: str, trouble: OSError | ValueError) -> Diagnostic:
    """The finding about a file that cannot be read, with what the system says of it."""
    reason = trouble.strerror if isinstance(trouble, OSError) else str(trouble)
    return error(
        "OKR044",
        Span(path),
        f"'{path}' cannot be read: {str(reason).lower()}",
        "Make it an ordinary file that you may read, or remove it.",
    )


def _by_folder(paths: Iterable[str], links: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """For each folder the paths to be read from it, with the names of the files they mean."""
    found: dict[str, dict[str, str]] = {}
    for path in paths:
        folder, _, name = links.get(path, path).rpartition("/")
        found.setdefault(folder, {})[path] = name
    return found
