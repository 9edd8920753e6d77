"""The error of a command that the user can fix, shown without a traceback."""

from typing import ClassVar

import click

from okrsite.commands.result import Exit


class CommandError(click.ClickException):
    """A wrong setting, a missing file, a refused folder; `help` says how to fix it."""

    exit_code: ClassVar[int] = Exit.USAGE

    def __init__(self, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.help = help_
