"""Bar: a share of the way, and where it should be by now."""

from __future__ import annotations

from okrsite.pipeline.present.charts.scale import short
from okrsite.pipeline.present.html import Html, escape
from okrsite.pipeline.present.status import Tone


def progress_bar(share: float | None, expected: float | None, tone: Tone, title: str) -> Html:
    """A bar filled to a share of 1, with a mark at the expected one; empty when not measured."""
    fill = _fill(share) if share is not None else ""
    return Html(
        f'<svg class="bar {tone}" width="100%" height="12" role="img">'
        f"<title>{escape(title)}</title>"
        f'<rect class="track" y="3" width="100%" height="6" rx="3"/>{fill}{_mark(expected)}</svg>'
    )


def _fill(share: float) -> str:
    width = short(min(max(share, 0), 1) * 100)
    return f'<rect class="fill" y="3" width="{width}%" height="6" rx="3"/>'


def _mark(expected: float | None) -> str:
    if expected is None:
        return ""
    x = short(min(max(expected, 0), 1) * 100)
    return f'<line class="mark" x1="{x}%" x2="{x}%" y1="0" y2="12"/>'
