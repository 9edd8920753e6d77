"""Bar: a share of the way, and where it should be by now."""

from __future__ import annotations

from msgspec import Struct

from okrsite.pipeline.present.charts.scale import short
from okrsite.pipeline.present.html import escape
from okrsite.pipeline.present.status import Tone


class Bar(Struct, frozen=True):
    """A bar filled to a share, with a mark at the expected one.

    It draws itself when a page is rendered.

    Attributes:
        title: What it shows, in words.
        tone: What its colour says.
        share: How far it is filled, 0 to 1; None, not measured, is an empty bar.
        expected: Where the mark is, 0 to 1; None for none.
    """

    title: str
    tone: Tone
    share: float | None
    expected: float | None = None

    def __html__(self) -> str:
        return (
            f'<svg class="bar {self.tone}" width="100%" height="12" role="img">'
            f"<title>{escape(self.title)}</title>"
            f'<rect class="track" y="3" width="100%" height="6" rx="3"/>'
            f"{_fill(self.share)}{_mark(self.expected)}</svg>"
        )


def _fill(share: float | None) -> str:
    if share is None:
        return ""
    width = short(min(max(share, 0), 1) * 100)
    return f'<rect class="fill" y="3" width="{width}%" height="6" rx="3"/>'


def _mark(expected: float | None) -> str:
    if expected is None:
        return ""
    x = short(min(max(expected, 0), 1) * 100)
    return f'<line class="mark" x1="{x}%" x2="{x}%" y1="0" y2="12"/>'
