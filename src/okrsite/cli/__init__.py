"""The command line: the only place that prints, and the only one that decides an exit code."""

from collections.abc import Sequence

import click

from okrsite.cli import output
from okrsite.cli.errors import tell, telling
from okrsite.cli.program import program
from okrsite.commands.result import CommandResult

INTERRUPTED = 130
BROKEN_PIPE = 141


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code; nothing that goes wrong shows a traceback."""
    output.open_streams()
    try:
        return _run(arguments)
    except BrokenPipeError:
        output.forget_pipe()
        return BROKEN_PIPE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED


def _run(arguments: Sequence[str]) -> int:
    terminal = output.terminal()
    try:
        _refuse_bytes(arguments)
        with telling():
            said = program.main(
                list(arguments), prog_name="okrsite", standalone_mode=False, obj=terminal
            )
        terminal.progress("")
        if isinstance(said, int):
            return said
        answer, told = said
        output.answer(answer or CommandResult(), is_quiet=told.loudness < 0)
        return int(answer.exit) if answer else 0
    except (BrokenPipeError, click.Abort):
        raise
    except Exception as failure:  # noqa: BLE001 - the last line between a bug and a user
        terminal.progress("")
        return tell(failure)


def _refuse_bytes(arguments: Sequence[str]) -> None:
    for each in arguments:
        if not each.isascii() and each != each.encode(errors="replace").decode():
            raise click.UsageError(f"the argument {each!r} is not UTF-8")
