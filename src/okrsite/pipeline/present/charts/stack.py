"""Stack: how many of a whole are in which state, as one bar in pieces."""

from __future__ import annotations

from msgspec import Struct

from okrsite.pipeline.present.charts.scale import short
from okrsite.pipeline.present.html import escape
from okrsite.pipeline.present.status import Tone


class Piece(Struct, frozen=True):
    """One piece of the bar: how large it is beside the others, and how it looks."""

    size: int
    tone: Tone


class Stack(Struct, frozen=True):
    """A bar of pieces that fill it.

    It draws itself when a page is rendered.

    Attributes:
        title: What it shows, in words.
        pieces: The pieces in order.
    """

    title: str
    pieces: tuple[Piece, ...]

    def __html__(self) -> str:
        whole = sum(piece.size for piece in self.pieces)
        drawn: list[str] = []
        gone = 0
        for piece in self.pieces:
            x, width = short(100 * gone / whole), short(100 * piece.size / whole)
            drawn.append(f'<rect class="{piece.tone}" x="{x}%" width="{width}%" height="14"/>')
            gone += piece.size
        return (
            '<svg class="stack" width="100%" height="14" role="img">'
            f"<title>{escape(self.title)}</title>{''.join(drawn)}</svg>"
        )
