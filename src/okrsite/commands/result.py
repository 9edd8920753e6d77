"""The result of a command: its output and its exit code; only `cli` prints them."""

from enum import IntEnum

from msgspec import Struct


class Exit(IntEnum):
    """The exit codes of okrsite."""

    GOOD = 0
    FINDINGS = 1
    USAGE = 2
    SOURCE_FAILED = 3


class CommandResult(Struct, frozen=True):
    """What a command returns: `out` goes to standard output, `note` to standard error.

    `out` is what a person or a script asked for. `note` is left out under `-q`. `problem` is what
    went wrong besides, and is always written to standard error.
    """

    out: str | bytes = ""
    note: str = ""
    exit: Exit = Exit.GOOD
    problem: str = ""
