"""Pieces: text with what each part of it is, so that colour can be added or left out."""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

Style = Literal["plain", "place", "source", "help", "error", "warning", "hint", "signal", "good"]

# The SGR parameters of ECMA-48 that a terminal shows each style with.
COLOURS: Mapping[Style, str] = {
    "place": "1",
    "source": "2",
    "help": "36",
    "error": "1;31",
    "warning": "1;33",
    "hint": "1;34",
    "signal": "1;35",
    "good": "1;32",
}


class Piece(Struct, frozen=True):
    """A part of a text and what it is; `text` holds no control character but line ends."""

    text: str
    style: Style = "plain"


def plain(pieces: Iterable[Piece]) -> str:
    """The text alone."""
    return "".join(each.text for each in pieces)


def painted(pieces: Iterable[Piece]) -> str:
    """The text for a terminal, in colours; they add to the words and never replace one."""
    return "".join(map(_painted, pieces))


def _painted(piece: Piece) -> str:
    colour = COLOURS.get(piece.style)
    return f"\x1b[{colour}m{piece.text}\x1b[0m" if colour else piece.text
