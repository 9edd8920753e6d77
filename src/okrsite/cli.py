"""The command line: the only place that prints, and the only one that decides an exit code."""

import copy
import os
import shutil
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

import click
from msgspec import structs

from okrsite import __version__
from okrsite.commands.answer import Answer, Exit
from okrsite.commands.table import VERBS
from okrsite.commands.terminal import Terminal
from okrsite.commands.trouble import Trouble

INTERRUPTED = 130
BROKEN_PIPE = 141
OUR_FAULT = 70
REPORT_AT = "https://okrsite.example/issues"


class Verbs(click.Group):
    """The group of all commands, each imported only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of the table."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of that name, which takes `-q` and `-v` as the program does."""
        verb = VERBS.get(cmd_name)
        if verb is None:
            return None
        return _with_loudness(import_module(verb.module).command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but with suggestions from the table."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as unknown:
            raise click.exceptions.NoSuchCommand(
                unknown.command_name, possibilities=list(VERBS), ctx=ctx
            ) from None

    def invoke(self, ctx: click.Context) -> tuple[Any, Terminal]:
        """What the command answered, and the terminal with the loudness asked for on the way."""
        return super().invoke(ctx), ctx.obj

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The list of commands by section, from the table alone."""
        for section in dict.fromkeys(verb.section for verb in VERBS.values()):
            with formatter.section(section):
                formatter.write_dl(
                    [(name, verb.help) for name, verb in VERBS.items() if verb.section == section]
                )


def _with_loudness(command: click.Command) -> click.Command:
    """A copy of a command, and of those below it, that takes `-q` and `-v` too."""
    taking = copy.copy(command)
    taking.params = [*command.params, *_loudness_options()]
    if isinstance(taking, click.Group):
        taking.commands = {name: _with_loudness(each) for name, each in taking.commands.items()}
    return taking


def _set_loudness(ctx: click.Context, param: click.Parameter, given: bool) -> None:
    if given:
        ctx.obj = structs.replace(ctx.obj, loudness=-1 if param.name == "quiet" else 1)
        ctx.find_root().obj = ctx.obj


def _loudness_options() -> list[click.Parameter]:
    return [
        click.Option(
            flags, is_flag=True, expose_value=False, callback=_set_loudness, help=explanation
        )
        for flags, explanation in (
            (["-q", "--quiet"], "Say only what was asked for."),
            (["-v", "--verbose"], "Say more."),
        )
    ]


program = click.version_option(__version__, prog_name="okrsite", message="%(prog)s %(version)s")(
    Verbs(
        "okrsite",
        params=_loudness_options(),
        help="Goals as code, published for everyone.",
        epilog="Exit codes: 0 good, 1 findings, 2 usage or settings, 3 a source failed.",
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code; nothing that goes wrong shows a traceback."""
    sys.stdout = _open(sys.stdout)
    sys.stderr = _open(sys.stderr)
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_pipe()
        return BROKEN_PIPE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    return code


def _run(arguments: Sequence[str]) -> int:
    terminal = _terminal()
    try:
        said = program.main(
            list(arguments), prog_name="okrsite", standalone_mode=False, obj=terminal
        )
        terminal.progress("")
        if isinstance(said, int):
            return said
        answer, terminal = said
        return _write(answer or Answer(), is_quiet=terminal.loudness < 0)
    except click.ClickException as problem:
        terminal.progress("")
        return _tell_problem(problem)
    except (BrokenPipeError, click.Abort):
        raise
    except OSError as problem:
        terminal.progress("")
        return _tell_file_problem(problem)
    except Exception as failure:  # noqa: BLE001 - the last line between a bug and a user
        terminal.progress("")
        return _tell_failure(failure)


def _write(answer: Answer, *, is_quiet: bool) -> int:
    if isinstance(answer.out, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(answer.out)
    elif answer.out:
        print(answer.out.removesuffix("\n"))
    sys.stdout.flush()
    if answer.note and not is_quiet:
        _say(answer.note.removesuffix("\n"))
    return int(answer.exit)


def _tell_problem(problem: click.ClickException) -> int:
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        _say(problem.format_message())
        return problem.exit_code
    _say(f"okrsite: {problem.format_message()}")
    if isinstance(problem, click.UsageError) and problem.ctx:
        _say(f"Try '{problem.ctx.command_path} --help'.")
    if isinstance(problem, Trouble) and problem.help:
        _say(problem.help)
    return problem.exit_code


def _tell_file_problem(problem: OSError) -> int:
    where = f"{problem.filename}: " if problem.filename else ""
    _say(f"okrsite: {where}{problem.strerror or problem}")
    _trace_when_asked(problem)
    return int(Exit.USAGE)


def _tell_failure(failure: Exception) -> int:
    what = f"{type(failure).__name__}: {failure}".splitlines()[0]
    _say(f"okrsite: this is a mistake in okrsite itself ({what}).")
    _say(f"Please report it at {REPORT_AT}; with OKRSITE_DEBUG=1 it shows where.")
    _trace_when_asked(failure)
    return OUR_FAULT


def _trace_when_asked(failure: Exception) -> None:
    if os.environ.get("OKRSITE_DEBUG"):
        _say("".join(traceback.format_exception(failure)))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _open(stream: TextIO | None) -> TextIO:
    """A stream that takes any text: a closed one takes it nowhere, and no character is refused."""
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream


def _forget_pipe() -> None:
    """Point standard output nowhere, so that Python does not complain when it closes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _terminal() -> Terminal:
    is_terminal = sys.stdout.isatty()
    allows_colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    terminal = Terminal(
        is_terminal=is_terminal,
        can_ask=sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty(),
        colour=is_terminal and allows_colour,
        width=shutil.get_terminal_size().columns,
        tell=_say,
    )
    if terminal.can_ask:
        terminal = structs.replace(terminal, ask=_ask)
    return structs.replace(terminal, progress=_progress) if sys.stderr.isatty() else terminal


def _ask(question: str, default: str) -> str:
    return str(click.prompt(question, default=default, err=True))


def _progress(text: str) -> None:
    """Overwrite the last line of the terminal; the empty text clears it."""
    width = shutil.get_terminal_size().columns - 1
    print(f"\r\x1b[K{text[:width]}", end="", file=sys.stderr, flush=True)
