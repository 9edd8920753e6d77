"""Parts: what a line chart can hold besides its line, as values."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from okrsite.model.goal_score import Window
from okrsite.model.series import Point


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
    """A stretch of time to be marked: its days, the sign it bears, and what happened in it."""

    window: Window
    sign: str
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
