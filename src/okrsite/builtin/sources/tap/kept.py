"""Kept: the records of earlier runs of a tap, and the state in which it stood after them.

Both are believed only where this site wrote them, with the same settings: a state without its
records would leave out what was sent before.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
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
    """The tap's state, and the signature of it and of the records."""

    state: Any
    signature: str


class KeptRecords:
    """The folder of a tap's records; with no folder, or no key, nothing is kept."""

    def __init__(self, folder: str, key: bytes, asked: bytes) -> None:
        self._folder = Path(folder) if folder and key else None
        self._key = key
        # Other settings or other streams are another tap.
        self._asked = sha256(asked).digest()
        self._file: IO[bytes] | None = None

    def state(self) -> Any:
        """The state after the last run; None where nothing that is believed was kept."""
        if self._folder is None:
            return None
        try:
            note = msgspec.json.decode((self._folder / _NOTE).read_bytes(), type=_Note)
            signature = self._signature(self._folder / _RECORDS, note.state)
        except (OSError, msgspec.DecodeError):
            return None
        return note.state if hmac.compare_digest(signature, note.signature) else None

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
        signature = self._signature(self._partial, state)
        # Between the two moves neither is believed, which costs a run from the beginning.
        self._partial.replace(self._folder / _RECORDS)
        (self._folder / _NOTE).write_bytes(_encoder.encode(_Note(state, signature)))

    @property
    def _partial(self) -> Path:
        return Path(self._folder or "", f"{_RECORDS}.partial")

    def _signature(self, records: Path, state: Any) -> str:
        about = self._asked + msgspec.json.encode(state, order="sorted")
        signed = hmac.new(self._key, about, sha256)
        with records.open("rb") as file:
            while chunk := file.read(1 << 20):
                signed.update(chunk)
        return signed.hexdigest()
