"""Failing: what a command line that comes to nothing says, and its exit code."""

import errno
import os
import traceback
from contextlib import AbstractContextManager, nullcontext

import click

from okrsite.cli.output import say
from okrsite.commands.errors import CommandError
from okrsite.commands.result import Exit
from okrsite.commands.terminal import harmless

OUR_FAULT = 70
REPORT_AT = "https://okrsite.example/issues"


def tell(failure: Exception) -> int:
    """Tell a failure in a sentence or two; a trace is for those who set OKRSITE_DEBUG."""
    from okrsite.effects.parallel import JobError  # noqa: PLC0415 - only who fails pays for it

    match failure:
        case click.ClickException():
            return _tell_problem(failure)
        case OSError():
            code = _tell_file_problem(failure)
        case JobError():
            code = _tell_death(failure)
        case _:
            code = _tell_our_fault(failure)
    if os.environ.get("OKRSITE_DEBUG"):
        _trace(failure)
    return code


def telling() -> AbstractContextManager[None]:
    """Meanwhile the failures of plugins, too, are told with their trace where one asks for it."""
    if not os.environ.get("OKRSITE_DEBUG"):
        return nullcontext()
    from okrsite.pipeline.plugin_errors import reporting_to  # noqa: PLC0415 - only who asks pays for it

    return reporting_to(_trace)


def _trace(failure: BaseException) -> None:
    say("".join(traceback.format_exception(failure)))


def _tell_problem(problem: click.ClickException) -> int:
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        say(problem.format_message())
        return problem.exit_code
    say(harmless(f"okrsite: {problem.format_message()}"))
    if isinstance(problem, click.UsageError) and problem.ctx:
        say(f"Try '{problem.ctx.command_path} --help'.")
    if isinstance(problem, CommandError) and problem.help:
        say(harmless(problem.help))
    return problem.exit_code


def _tell_file_problem(problem: OSError) -> int:
    from okrsite.effects.os_error_help import advice  # noqa: PLC0415 - only who fails pays for it

    # Only the folder that one stands in can be missing without having a name.
    here = "the current folder" if problem.errno == errno.ENOENT else ""
    where = problem.filename or here
    said = ": ".join(filter(None, ("okrsite", where, problem.strerror or str(problem))))
    say(harmless(said))
    if help_ := advice(problem):
        say(help_)
    return int(Exit.USAGE)


def _tell_death(death: Exception) -> int:
    say(harmless(f"okrsite: {death}"))
    say("Was there too little memory? `okrsite build --jobs 1` needs the least.")
    return int(Exit.USAGE)


def _tell_our_fault(failure: Exception) -> int:
    what = f"{type(failure).__name__}: {failure}".splitlines()[0]
    say(harmless(f"okrsite: this is a mistake in okrsite itself ({what})."))
    say(f"Please report it at {REPORT_AT}; with OKRSITE_DEBUG=1 it shows where.")
    return OUR_FAULT
