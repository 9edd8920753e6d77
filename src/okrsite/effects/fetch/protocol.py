"""Frames: what a source's process is asked, and what it says, as it goes through the pipes."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

import msgspec
from msgspec import Struct

from okrsite.model.kpis import Kpi
from okrsite.model.settings import PluginSettings, SourceSettings
from okrsite.pipeline.sourcing.validate import Values

_LENGTH = struct.Struct(">I")
LARGEST_FRAME = 4 * 2**20


class Wanted(Struct, frozen=True):
    """One KPI and the days that are wanted of it."""

    kpi: Kpi
    since: date | None
    until: date


class Task(Struct, frozen=True):
    """All that a source's process needs to know; variables are not filled in.

    `owner` is the plugin that gives the source, with its settings where it is the site's own.
    `cache_dir` is a folder of the source's own, empty where nothing is to be kept.
    """

    root: str
    name: str
    source: SourceSettings
    owner: str
    plugin: PluginSettings | None
    wanted: tuple[Wanted, ...]
    timezone: str = "UTC"
    cache_dir: str = ""


class Loaded(Struct, frozen=True, tag=True):
    """The plugin is loaded; from now on the time of the source counts."""


class Asking(Struct, frozen=True, tag=True):
    """It is the turn of this KPI; the answer of the one before is whole."""

    kpi: str


class Failed(Struct, frozen=True, tag=True):
    """There is no answer for one KPI; `is_transient` where asking again may help."""

    kpi: str
    reason: str
    is_transient: bool = False


class Broken(Struct, frozen=True, tag=True):
    """There is no answer at all; `is_transient` where asking again may help."""

    reason: str
    is_transient: bool = False


class Done(Struct, frozen=True, tag=True):
    """Everything was said."""


Said: TypeAlias = Loaded | Asking | Values | Failed | Broken | Done
_said = msgspec.msgpack.Decoder(Said)


class BadFrame(Exception):  # noqa: N818 - a frame is bad
    """What came through the pipe was not said by us."""


def framed(said: Struct) -> bytes:
    """A message as it goes through a pipe."""
    data = msgspec.msgpack.encode(said)
    return _LENGTH.pack(len(data)) + data


class Reader:
    """Puts the pieces that a pipe gives together to messages."""

    def __init__(self) -> None:
        self._data = bytearray()

    def read(self, piece: bytes) -> Iterator[Said]:
        """The messages that are complete with this piece. Raises BadFrame."""
        self._data += piece
        while len(self._data) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._data)
            if length > LARGEST_FRAME:
                raise BadFrame
            if len(self._data) < _LENGTH.size + length:
                return
            frame = bytes(self._data[_LENGTH.size : _LENGTH.size + length])
            del self._data[: _LENGTH.size + length]
            try:
                said = _said.decode(frame)
            except msgspec.DecodeError:
                raise BadFrame from None
            if isinstance(said, Values) and not _are_values(said):
                raise BadFrame
            yield said


def _are_values(said: Values) -> bool:
    """Whether there is a value for each day, and each day is one of the calendar."""
    if len(said.days) % 4 or len(said.values) != len(said.days) * 2:
        return False
    days = array("i", said.days)
    return not days or (min(days) >= 1 and max(days) <= date.max.toordinal())
