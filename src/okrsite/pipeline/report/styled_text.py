"""Styled text: a text with the style of each part, to show in colours or without."""

from collections.abc import Iterable, Mapping
from typing import Literal
from unicodedata import category

from msgspec import Struct

Style = Literal["plain", "place", "source", "help", "error", "warning", "hint", "signal", "good"]

# How a terminal shows each style, in the words of rich.
COLOURS: Mapping[Style, str] = {
    "place": "bold",
    "source": "dim",
    "help": "cyan",
    "error": "bold red",
    "warning": "bold yellow",
    "hint": "bold blue",
    "signal": "bold magenta",
    "good": "bold green",
}
TAB = "    "


class StyledText(Struct, frozen=True):
    """A part of a text and its style; `text` holds no control character but line ends."""

    text: str
    style: Style = "plain"


def plain(parts: Iterable[StyledText]) -> str:
    """The text alone."""
    return "".join(part.text for part in parts)


def painted(parts: Iterable[StyledText]) -> str:
    """The text for a terminal, in colours; they add to the words and never replace one."""
    return "".join(map(_painted, parts))


def visible(text: str) -> str:
    """A line as a terminal may show it: tabs as four spaces, control and bidi characters as \ufffd.

    What an author wrote thus never moves the cursor, colours anything or turns the line around.
    """
    return "".join(map(_visible, text))


def _painted(part: StyledText) -> str:
    from rich.color import ColorSystem  # noqa: PLC0415 - only a terminal pays for rich
    from rich.style import Style as RichStyle  # noqa: PLC0415

    # The sixteen colours of every terminal, whose user chose them to be readable.
    style = RichStyle.parse(COLOURS.get(part.style, ""))
    return style.render(part.text, color_system=ColorSystem.STANDARD)


def _visible(character: str) -> str:
    if character == "\t":
        return TAB
    is_control = category(character) in {"Cc", "Zl", "Zp", "Cs"}
    turns = "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
    return "\ufffd" if is_control or turns else character
