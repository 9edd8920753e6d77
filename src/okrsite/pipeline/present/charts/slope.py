"""Slope: the way of a goal beside the pace it should have, in the height of a row of a table."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from okrsite.pipeline.compute.outlook import Outlook
from okrsite.pipeline.present.charts.scale import short
from okrsite.pipeline.present.html import escape
from okrsite.pipeline.present.status import Tone

# A share of the window, and a share of the way.
Place = tuple[float, float]


class Slope(Struct, frozen=True):
    """From the first day of a window on the left to its last on the right, from 0 to 100 % upward.

    It draws itself when a page is rendered.

    Attributes:
        title: What it shows, in words.
        tone: What its colour says.
        way: Where the goal was, up to today.
        pace: Where it should be, from the first day to the last.
        outlook: Where it will be on the last day; None for no forecast.
    """

    title: str
    tone: Tone
    way: tuple[Place, ...]
    pace: tuple[Place, ...]
    outlook: Outlook | None = None

    def __html__(self) -> str:
        x, y = (short(share) for share in _placed(self.way[-1]))
        return (
            f'<svg class="slope {self.tone}" width="100%" height="48" role="img">'
            f"<title>{escape(self.title)}</title>"
            '<svg viewBox="0 0 100 100" preserveAspectRatio="none">'
            '<path class="edge" d="M0 0H100M0 100H100"/>'
            f"{_fan(self.way[-1], self.outlook)}{_line('pace', self.pace)}"
            f"{_line('way', self.way)}</svg>"
            f'<circle class="now" cx="{x}%" cy="{y}%" r="4"/></svg>'
        )


def _fan(today: Place, outlook: Outlook | None) -> str:
    if outlook is None or today[0] >= 1:
        return ""
    ends = [(1.0, outlook.high), (1.0, outlook.low)]
    corners = " ".join(map(_point, [today, *ends]))
    return f'<polygon class="fan" points="{corners}"/>{_line("ahead", [today, (1, outlook.share)])}'


def _line(name: str, places: Iterable[Place]) -> str:
    return f'<polyline class="{name}" points="{" ".join(map(_point, places))}"/>'


def _point(place: Place) -> str:
    return ",".join(map(short, _placed(place)))


def _placed(place: Place) -> tuple[float, float]:
    """In percent from the left and from above."""
    across, up = (min(max(share, 0.0), 1.0) for share in place)
    return across * 100, 100 - up * 100
