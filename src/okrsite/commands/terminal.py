"""The terminal as a command sees it, and how the command reports while it works."""

from collections.abc import Callable

from msgspec import Struct

# Control characters, which a terminal would obey instead of showing; line ends and tabs stay.
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), "\N{REPLACEMENT CHARACTER}") | {
    9: "\t",
    10: "\n",
}


def harmless(text: str) -> str:
    """A text from outside, such as the name of a file, without control characters."""
    return text.translate(_CONTROLS)


def silent(_: str) -> None:
    """Report nothing."""


def _take_default(_: str, default: str) -> str:
    return default


class Terminal(Struct, frozen=True, kw_only=True):
    """The terminal as a command sees it, given by click as `pass_obj`.

    `is_terminal` and `width` are those of standard output, `colour` tells whether it may have
    colours. `loudness` is -1 under `-q`, 1 under `-v`. `ask` asks a question where `can_ask`, else
    it returns the default. `tell` writes a line to standard error at once, for commands that run
    long; `progress` overwrites one line there, on a terminal only, and an empty text clears it.
    """

    is_terminal: bool = False
    can_ask: bool = False
    colour: bool = False
    width: int = 80
    loudness: int = 0
    ask: Callable[[str, str], str] = _take_default
    tell: Callable[[str], None] = silent
    progress: Callable[[str], None] = silent
