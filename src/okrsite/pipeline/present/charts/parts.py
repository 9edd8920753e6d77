"""Parts: what a line chart can hold besides its line, as values."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from okrsite.model.goal_score import Window
from okrsite.model.series import Point
from okrsite.pipeline.present.status import Tone


class Level(Struct, frozen=True):
    """A value that is drawn across the picture.

    Attributes:
        kind: What the value is.
        value: The value.
        name: Its name; may be empty.
        since: The first day it is drawn from; None for the whole width.
        until: The last day it is drawn to; None for the whole width.
        mark: What happened on its first day, where that is worth a mark.
    """

    kind: Literal["target", "baseline", "zone"]
    value: float
    name: str
    since: date | None = None
    until: date | None = None
    mark: str = ""


class Stretch(Struct, frozen=True):
    """A stretch of time to be marked: its days, the lines it bears, and all of its name."""

    window: Window
    sign: tuple[str, ...]
    name: str


class Edge(Struct, frozen=True):
    """Words at the right edge of the picture: what stands at which value."""

    kind: Literal["last", "bound", "warning", "target", "baseline"]
    value: float
    text: str


class Phase(Struct, frozen=True):
    """A stretch of time in one state of the loop: its word, its colour, and both with the days."""

    window: Window
    tone: Tone
    word: str
    name: str


class Remark(Struct, frozen=True):
    """What somebody said of a value on a day, beside the value itself.

    Attributes:
        day: The day.
        text: What was said.
    """

    day: date
    text: str


class Fan(Struct, frozen=True):
    """A forecast: from the last point to a value on a day, and the range around that value."""

    start: Point
    due: date
    value: float
    low: float
    high: float
