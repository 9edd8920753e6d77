"""Answer: what a command says and how it ended; `cli` alone writes it down."""

from enum import IntEnum

from msgspec import Struct


class Exit(IntEnum):
    """How a command ended, as the number that the shell sees."""

    GOOD = 0
    FINDINGS = 1
    USAGE = 2
    SOURCE_FAILED = 3


class Answer(Struct, frozen=True):
    """A command's result: `out` goes to standard output, `note` to standard error.

    A note is left out under `-q`; what a script or a person asked for belongs into `out`.
    `problem` is what went wrong beside it, and is always said.
    """

    out: str | bytes = ""
    note: str = ""
    exit: Exit = Exit.GOOD
    problem: str = ""
