"""Bar: a share of the way, and where it should be by now."""

from __future__ import annotations

from msgspec import Struct

from okrsite.pipeline.present.html import escape
from okrsite.pipeline.present.status import Tone


class Bar(Struct, frozen=True):
    """A bar filled to a share, with a mark at the expected one.

    It draws itself when a page is rendered.

    Attributes:
        title: What it shows, in words.
        tone: What its colour says.
        share: How far it is filled, 0 to 1; None, not measured, draws nothing: empty would be 0 %.
        expected: Where the mark is, 0 to 1; None for none.
    """

    title: str
    tone: Tone
    share: float | None
    expected: float | None = None

    def __html__(self) -> str:
        if self.share is None:
            return ""
        # The style sheet gives both rectangles their height: a page has many bars.
        told = escape(self.title)
        return (
            f'<svg class="bar {self.tone}" role="img" aria-label="{told}">'
            f'<rect width="{_percent(self.share)}%"/>{_mark(self.expected)}</svg>'
        )


def _mark(expected: float | None) -> str:
    return "" if expected is None else f'<rect x="{_percent(expected)}%"/>'


def _percent(share: float) -> int:
    return round(min(max(share, 0), 1) * 100)
