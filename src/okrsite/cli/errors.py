"""Errors: what a command that failed prints, and its exit code."""

import errno
import os
import traceback
from contextlib import AbstractContextManager, nullcontext

import click

from okrsite.cli.output import say
from okrsite.commands.errors import CommandError
from okrsite.commands.result import Exit
from okrsite.commands.terminal import harmless

# EX_SOFTWARE of sysexits.h.
BUG = 70
# Python tells this refusal of the system by its words alone.
_NO_THREAD = "can't start new thread"
REPORT_AT = "https://okrsite.example/issues"


def report_failure(failure: Exception) -> int:
    """Print a failure in a sentence or two and give the exit code.

    A traceback is printed only where OKRSITE_DEBUG is set.
    """
    from okrsite.effects.worker_pool import JobError  # noqa: PLC0415 - only who fails pays for it

    match failure:
        case click.ClickException():
            return _report_click_error(failure)
        case OSError():
            code = _report_os_error(failure)
        case JobError():
            code = _report_dead_process(failure)
        case RuntimeError() if str(failure).startswith(_NO_THREAD):
            code = _report_os_error(BlockingIOError(errno.EAGAIN, "no thread can be started"))
        case _:
            code = _report_bug(failure)
    if os.environ.get("OKRSITE_DEBUG"):
        _print_traceback(failure)
    return code


def tracing_plugin_failures() -> AbstractContextManager[None]:
    """Print the tracebacks of failing plugins meanwhile, where OKRSITE_DEBUG is set."""
    if not os.environ.get("OKRSITE_DEBUG"):
        return nullcontext()
    from okrsite.pipeline.plugin_errors import reporting_to  # noqa: PLC0415 - only who asks pays for it

    return reporting_to(_print_traceback)


def _print_traceback(failure: BaseException) -> None:
    say("".join(traceback.format_exception(failure)))


def _report_click_error(problem: click.ClickException) -> int:
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        say(problem.format_message())
        return problem.exit_code
    say(harmless(f"okrsite: {problem.format_message()}"))
    if isinstance(problem, click.UsageError) and problem.ctx:
        say(f"Try '{problem.ctx.command_path} --help'.")
    if isinstance(problem, CommandError) and problem.help:
        say(harmless(problem.help))
    return problem.exit_code


def _report_os_error(problem: OSError) -> int:
    from okrsite.effects.os_error_help import os_error_help  # noqa: PLC0415 - only who fails pays for it

    # Only the folder that one stands in can be missing without having a name.
    here = "the current folder" if problem.errno == errno.ENOENT else ""
    where = problem.filename or here
    said = ": ".join(filter(None, ("okrsite", where, problem.strerror or str(problem))))
    say(harmless(said))
    if help_ := os_error_help(problem):
        say(help_)
    return int(Exit.USAGE)


def _report_dead_process(death: Exception) -> int:
    say(harmless(f"okrsite: {death}"))
    say("Was there too little memory? `okrsite build --jobs 1` needs the least.")
    return int(Exit.USAGE)


def _report_bug(failure: Exception) -> int:
    what = f"{type(failure).__name__}: {failure}".splitlines()[0]
    say(harmless(f"okrsite: this is a mistake in okrsite itself ({what})."))
    say(f"Please report it at {REPORT_AT}; with OKRSITE_DEBUG=1 it shows where.")
    return BUG
