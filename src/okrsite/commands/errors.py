"""Trouble: what keeps a command from its work, told in a sentence and without a traceback."""

from typing import ClassVar

import click

from okrsite.commands.result import Exit


class Trouble(click.ClickException):
    """Something that the person at the keyboard can settle; `help` says how.

    Raise it for a wrong setting, a missing file, a refused folder.
    """

    exit_code: ClassVar[int] = Exit.USAGE

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002 - the word a reader sees
        super().__init__(message)
        self.help = help
