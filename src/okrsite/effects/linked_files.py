"""Linked files: what texts lead to, looked at from the beginning and copied piece by piece.

A video need not fit into memory, and all that a site links together even less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from okrsite.effects.files import FileContents, unreadable
from okrsite.effects.safe_open import chunks_in, folder_in
from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.assets import HEAD, is_drawing

# A drawing is made anew in memory, which takes fifty times its size.
LARGEST_DRAWING = 2_000_000


class LinkedFiles:
    """Files below a root by their paths, each of `megabytes` at most, a drawing of 2 MB.

    `links` tells which file a path means that is a link.
    """

    def __init__(self, root: Path, links: Mapping[str, str], megabytes: float) -> None:
        self._root, self._links = root.resolve(), links
        self._largest = int(megabytes * 1_000_000)

    def heads(self, paths: Iterable[str]) -> FileContents:
        """What files begin with, drawings whole; and what cannot be read or is too large."""
        files: dict[str, bytes] = {}
        findings: list[Diagnostic] = []
        for path in paths:
            try:
                if too_large := self._too_large(path):
                    findings.append(too_large)
                elif is_drawing(path):
                    files[path] = b"".join(self.chunks(path))
                else:
                    files[path] = next(self.chunks(path), b"")[:HEAD]
            except (OSError, ValueError) as problem:
                findings.append(unreadable(path, problem))
        return FileContents(files, findings=tuple(findings))

    def chunks(self, path: str) -> Iterator[bytes]:
        """All of a file, piece by piece. Raises OSError or ValueError where it cannot be read."""
        folder, _, name = self._links.get(path, path).rpartition("/")
        with folder_in(str(self._root), folder) as handle:
            yield from chunks_in(handle, name, self._largest)

    def _too_large(self, path: str) -> Diagnostic | None:
        size = (self._root / self._links.get(path, path)).stat(follow_symlinks=False).st_size
        most = min(self._largest, LARGEST_DRAWING) if is_drawing(path) else self._largest
        if size <= most:
            return None
        what = "drawing" if is_drawing(path) else "file"
        smaller = "Save it as a picture" if is_drawing(path) else "Make it smaller"
        return error(
            "OKR039",
            Span(path),
            f"'{path}' is not published: it has {size / 1e6:.1f} MB, and a {what} may have "
            f"{most / 1e6:g} MB",
            f"{smaller}, or link to where it lies; a maintainer can raise asset_megabytes in "
            "[build].",
        )
