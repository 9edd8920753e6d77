"""Keeping: what earlier runs of a source left in the cache, for the next one to go on from.

It is believed only where this site wrote it, for the same question: newer records without the
earlier ones would be taken for all there are. Each run writes files of its own; the note that names
them takes its place last and in one step, so a run that is killed leaves what was there before.
"""

from __future__ import annotations

import hmac
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from hashlib import file_digest, sha256
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

_FORMAT = 1
_NOTE = "note.json"
# In the cache folder of a source, beside what else it keeps there.
_FOLDER = "records"
# What is kept of a question, packed, and of how many questions of a source.
_MOST_BYTES = 5 * 10**9
_MOST_QUESTIONS = 100
_encoder = msgspec.json.Encoder(order="sorted")


class KeptTable(Struct, frozen=True):
    """The records of a table, in a file of packed lines, and the types of its fields."""

    file: str
    digest: str
    types: dict[str, Any]


class KeptRecords(Struct, frozen=True):
    """The tables by name, where the source stood after them, and their first day, if not all."""

    state: Any
    since: date | None
    tables: dict[str, KeptTable]


class _Note(Struct, frozen=True):
    """What was kept, for which question, and the signature of all of it."""

    asked: str
    kept: KeptRecords
    signature: str


class KeptFolder:
    """The folder of one question: `name` is the same for each run that asks it.

    `asked` decides which records there are; what was kept for anything else is passed over. Without
    a folder for the source, or without a key, nothing is kept.
    """

    def __init__(self, cache_dir: str, key: bytes, name: object, asked: object) -> None:
        parent = Path(cache_dir, _FOLDER)
        name_digest = sha256(_encoder.encode(name)).hexdigest()[:32]
        # A link may have come with a checkout, and lead to files that are not ours to remove.
        is_ours = cache_dir and key and not any(map(Path.is_symlink, (Path(cache_dir), parent)))
        self.folder = parent / name_digest if is_ours else None
        self._key = key
        self._asked = sha256(_encoder.encode([_FORMAT, asked])).hexdigest()

    def read(self, since: date | None) -> KeptRecords | None:
        """What earlier runs left, if it goes back to the day `since`, or to all days for None."""
        if self.folder is None or self.folder.is_symlink():
            return None
        try:
            note = msgspec.json.decode((self.folder / _NOTE).read_bytes(), type=_Note)
            is_ours = hmac.compare_digest(note.signature, self._signature(note.kept))
            if not is_ours or note.asked != self._asked or not _reaches(note.kept.since, since):
                return None
            for table in note.kept.tables.values():
                if _digest(self.folder / table.file) != table.digest:
                    return None
        except (OSError, ValueError):
            return None
        return note.kept

    def new_file(self) -> Path | None:
        """Where a table is to be written; None where nothing is kept."""
        if self.folder is None or self.folder.is_symlink():
            return None
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self.folder / f"{token_hex(8)}.jsonl.zst"

    def path(self, table: KeptTable) -> Path:
        """Where a table that was read is kept."""
        return Path(self.folder or "", table.file)

    def commit(self, kept: KeptRecords, written: Mapping[str, tuple[Path, Any]]) -> None:
        """Put the tables that were written, with the types of their fields, in place of others.

        What takes too much of the disk is not kept.
        """
        if self.folder is None:
            return
        if sum(path.stat().st_size for path, _ in written.values()) > _MOST_BYTES:
            self._remove_all_but(set())
            return
        tables = {
            name: KeptTable(path.name, _digest(path), types)
            for name, (path, types) in written.items()
        }
        whole = replace(kept, tables=tables)
        new = self.folder / f"{token_hex(8)}.note"
        new.write_bytes(_encoder.encode(_Note(self._asked, whole, self._signature(whole))))
        new.replace(self.folder / _NOTE)
        self._remove_all_but({_NOTE, *(path.name for path, _ in written.values())})

    def _remove_all_but(self, names: Collection[str]) -> None:
        """Remove what the note does not name, and questions that nobody asks any more."""
        if self.folder is None:
            return
        for path in self.folder.iterdir():
            if path.name not in names:
                path.unlink(missing_ok=True)
        questions = sorted(self.folder.parent.iterdir(), key=lambda path: path.stat().st_mtime)
        for folder in questions[:-_MOST_QUESTIONS]:
            rmtree(folder, ignore_errors=True)

    def _signature(self, kept: KeptRecords) -> str:
        about = _encoder.encode([self._asked, kept])
        return hmac.new(self._key, about, sha256).hexdigest()


def discard(path: Path | None) -> None:
    """Remove a file that was not committed."""
    if path:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _reaches(first: date | None, wanted: date | None) -> bool:
    """Whether what begins with one day has all that is wanted from another one on."""
    return first is None or (wanted is not None and wanted >= first)


def _digest(path: Path) -> str:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise ValueError("it is no file of ours")
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
