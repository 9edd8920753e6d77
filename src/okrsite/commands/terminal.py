"""Terminal: what a command may know of the place it speaks to, and how it speaks while it works."""

from collections.abc import Callable

from msgspec import Struct

# What a terminal would obey instead of showing it; line ends and tabs stay.
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), "\N{REPLACEMENT CHARACTER}") | {
    9: "\t",
    10: "\n",
}


def harmless(text: str) -> str:
    """A text from outside, such as the name of a file, without what a terminal would obey."""
    return text.translate(_CONTROLS)


def silent(_: str) -> None:
    """Says nothing."""


def _unanswered(_: str, default: str) -> str:
    return default


class Terminal(Struct, frozen=True, kw_only=True):
    """The terminal as a command sees it, given by click as `pass_obj`.

    `is_terminal` and `width` are of standard output, `colour` says whether it may be coloured.
    `loudness` is -1 under `-q`, 1 under `-v`. `ask` puts a question where `can_ask`, else gives
    the default back. `tell` writes a line to standard error at once, for commands that run long;
    `progress` overwrites one line there, on a terminal only, and an empty one clears it.
    """

    is_terminal: bool = False
    can_ask: bool = False
    colour: bool = False
    width: int = 80
    loudness: int = 0
    ask: Callable[[str, str], str] = _unanswered
    tell: Callable[[str], None] = silent
    progress: Callable[[str], None] = silent
