"""Kept: the records of earlier runs of a tap, and the state in which it stood after them.

Both are believed only where this site wrote them, with the same settings: a state without its
records would leave out what was sent before.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

import msgspec
from msgspec import Struct

from okrsite.builtin.sources.tap.stream import StreamRecord

_RECORDS, _NOTE = "records.jsonl", "state.json"
_decoder = msgspec.json.Decoder(StreamRecord)
_encoder = msgspec.json.Encoder()


class _Note(Struct, frozen=True):
    """The tap's state, the first day of the records, if not all, and the signature of all of it."""

    state: Any
    since: date | None
    signature: str


class KeptRecords:
    """The folder of a tap's records; with no folder, or no key, nothing is kept.

    `asked` is what other records are kept for, and `since` the first day that is wanted of them,
    None for all.
    """

    def __init__(self, folder: str, key: bytes, asked: bytes, since: date | None) -> None:
        self._folder = Path(folder) if folder and key else None
        self._key = key
        # Other settings or other streams are another tap.
        self._asked = sha256(asked).digest()
        self._since = since
        self._file: IO[bytes] | None = None

    def state(self) -> Any:
        """The state after the last run; None where nothing that is believed was kept."""
        if self._folder is None:
            return None
        try:
            note = msgspec.json.decode((self._folder / _NOTE).read_bytes(), type=_Note)
            signature = self._signature(self._folder / _RECORDS, note.state, note.since)
        except (OSError, msgspec.DecodeError):
            return None
        is_enough = note.since is None or (self._since is not None and self._since >= note.since)
        if not is_enough or not hmac.compare_digest(signature, note.signature):
            return None
        # What is kept from here on goes back as far as what was kept before.
        self._since = note.since
        return note.state

    def records(self) -> Iterator[StreamRecord]:
        """The records of earlier runs, in their order; only after their state was believed."""
        if self._folder is None:
            return
        with (self._folder / _RECORDS).open("rb") as lines:
            for line in lines:
                yield _decoder.decode(line)

    def keep(self, record: StreamRecord) -> None:
        """Keep a record for the next run, once `commit` is called."""
        if self._folder is None:
            return
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = self._partial.open("wb")
        self._file.write(_encoder.encode(record) + b"\n")

    def commit(self, state: Any) -> None:
        """Put what was kept, and the state after it, in place of what was there before."""
        if self._folder is None or self._file is None or state is None:
            return
        self._file.close()
        signature = self._signature(self._partial, state, self._since)
        # Between the two moves neither is believed, which costs a run from the beginning.
        self._partial.replace(self._folder / _RECORDS)
        (self._folder / _NOTE).write_bytes(_encoder.encode(_Note(state, self._since, signature)))

    @property
    def _partial(self) -> Path:
        return Path(self._folder or "", f"{_RECORDS}.partial")

    def _signature(self, records: Path, state: Any, since: date | None) -> str:
        about = self._asked + msgspec.json.encode([state, since], order="sorted")
        signed = hmac.new(self._key, about, sha256)
        with records.open("rb") as file:
            while chunk := file.read(1 << 20):
                signed.update(chunk)
        return signed.hexdigest()
