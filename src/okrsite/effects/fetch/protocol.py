"""Protocol: what a source's process is told to do, and the messages in which it answers."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

import msgspec
from msgspec import Struct

from okrsite.model.extensions import Request
from okrsite.model.settings import PluginSettings, SourceSettings
from okrsite.pipeline.sourcing import Values

_LENGTH = struct.Struct(">I")
LARGEST_FRAME = 4 * 2**20


class Task(Struct, frozen=True):
    """All that a source's process needs to know; variables are not filled in.

    `owner` is the plugin that gives the source: a shipped one in `module`, or one of the site with
    its settings in `plugin`. Until the process has loaded the source's type, the `query` of each
    request is the JSON that stands in the KPI: an instance does not go through a pipe. `cache_dir`
    is a folder of the source's own, empty where nothing is to be kept, and `cache_key` a secret of
    its own to sign what it keeps there. With `is_backfill` all is asked for anew.
    """

    root: str
    name: str
    source: SourceSettings
    owner: str
    requests: tuple[Request[bytes], ...]
    module: str = ""
    plugin: PluginSettings | None = None
    timezone: str = "UTC"
    cache_dir: str = ""
    cache_key: bytes = b""
    is_backfill: bool = False


class Started(Struct, frozen=True, tag=True):
    """The process runs; `is_isolated` says that it cannot look into others."""

    is_isolated: bool


class Ready(Struct, frozen=True, tag=True):
    """The plugin is loaded; from now on the time of the source counts."""


class KpiBegun(Struct, frozen=True, tag=True):
    """It is the turn of this KPI; the answers for the one before are complete.

    From a source that tells which KPIs are finished, this says nothing of the one before.
    """

    kpi: str


class KpiFinished(Struct, frozen=True, tag=True):
    """The answers for this KPI are complete."""

    kpi: str


class KpiFailed(Struct, frozen=True, tag=True):
    """There is no answer for one KPI; `is_transient` where asking again may help."""

    kpi: str
    reason: str
    is_transient: bool = False


class SourceFailed(Struct, frozen=True, tag=True):
    """There is no answer at all; `is_transient` where asking again may help."""

    reason: str
    is_transient: bool = False


class Finished(Struct, frozen=True, tag=True):
    """All answers were sent."""


Message: TypeAlias = (
    Started | Ready | KpiBegun | KpiFinished | Values | KpiFailed | SourceFailed | Finished
)
_decoder = msgspec.msgpack.Decoder(Message)


class ProtocolError(Exception):
    """What came through the pipe is no message: something else writes to it."""


def encode(message: Message) -> bytes:
    """A message as it goes through a pipe, its length in front of it."""
    data = msgspec.msgpack.encode(message)
    return _LENGTH.pack(len(data)) + data


class MessageReader:
    """Puts the chunks that a pipe gives together to messages."""

    def __init__(self) -> None:
        self._data = bytearray()

    def read(self, chunk: bytes) -> Iterator[Message]:
        """The messages that are complete with this chunk. Raises ProtocolError."""
        self._data += chunk
        while len(self._data) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._data)
            if length > LARGEST_FRAME:
                raise ProtocolError
            if len(self._data) < _LENGTH.size + length:
                return
            frame = bytes(self._data[_LENGTH.size : _LENGTH.size + length])
            del self._data[: _LENGTH.size + length]
            try:
                message = _decoder.decode(frame)
            except msgspec.DecodeError:
                raise ProtocolError from None
            if isinstance(message, Values) and not _are_consistent(message):
                raise ProtocolError
            yield message


def _are_consistent(message: Values) -> bool:
    """Whether there is a value for each day, and each day is one of the calendar."""
    if len(message.days) % 4 or len(message.values) != len(message.days) * 2:
        return False
    days = array("i", message.days)
    return not days or (min(days) >= 1 and max(days) <= date.max.toordinal())
