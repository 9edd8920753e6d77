"""The git log: the commits that touched a site, with the files that each of them changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from okrsite.effects.git import Repository
from okrsite.pipeline.control_characters import without_controls
from okrsite.pipeline.history import FileChange, RawCommit
from okrsite.pipeline.naming import CONTENT
from okrsite.pipeline.settings import PATH as SETTINGS

_LOG = (
    "log",
    "-z",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "--reverse",
    "--topo-order",
    "--full-history",
    "--format=%H%x00%P%x00%cs%x00%an%x00%s",
)
_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_NOTHING = re.compile("0+")


def commits_of(repository: Repository, revisions: str) -> Iterator[RawCommit]:
    """The commits that touched the site's content or settings, the oldest first."""
    paths = [f"{repository.place}{path}" for path in (CONTENT.rstrip("/"), SETTINGS)]
    said = repository.git(*_LOG, "--end-of-options", revisions, "--", *paths)
    words = [word.lstrip("\n") for word in said.decode(errors="surrogateescape").split("\0")]
    place = 0
    while place < len(words) and _ID.fullmatch(words[place]):
        id_, parents, day, author, message = words[place : place + 5]
        place += 5
        files: list[FileChange] = []
        while place + 1 < len(words) and words[place].startswith(":"):
            _, _, before, after, _ = words[place].split(" ")
            path = words[place + 1].removeprefix(repository.place)
            files.append(FileChange(path, _object_id(before), _object_id(after)))
            place += 2
        yield RawCommit(
            id_,
            tuple(parents.split()),
            date.fromisoformat(day),
            _text(author),
            _text(message),
            tuple(files),
        )


def _object_id(written: str) -> str:
    return "" if _NOTHING.fullmatch(written) else written


def _text(text: str) -> str:
    """A text of git as a page may show it: bytes that are none and control characters replaced."""
    return without_controls(text.encode(errors="surrogateescape").decode(errors="replace"))
