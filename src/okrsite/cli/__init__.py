"""The command line: the only place that prints, and the only one that decides an exit code."""

from collections.abc import Sequence

import click

from okrsite.cli import output
from okrsite.cli.errors import report_failure, tracing_plugin_failures
from okrsite.cli.program import program
from okrsite.commands.result import CommandResult

# As a shell reports a process that a signal ended: 128 plus the number of SIGINT or SIGPIPE.
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
        with tracing_plugin_failures():
            returned = program.main(
                list(arguments), prog_name="okrsite", standalone_mode=False, obj=terminal
            )
        terminal.progress("")
        # click gives an exit code, and no result, for what it does itself: help and the version.
        if isinstance(returned, int):
            return returned
        result, terminal = returned
        output.print_result(result or CommandResult(), is_quiet=terminal.loudness < 0)
        return int(result.exit) if result else 0
    except (BrokenPipeError, click.Abort):
        raise
    except Exception as failure:  # noqa: BLE001 - the last line between a bug and a user
        terminal.progress("")
        return report_failure(failure)


def _refuse_bytes(arguments: Sequence[str]) -> None:
    for argument in arguments:
        if not argument.isascii() and argument != argument.encode(errors="replace").decode():
            raise click.UsageError(f"the argument {argument!r} is not UTF-8")
