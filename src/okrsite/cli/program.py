"""The program: all commands by their names, each imported only when it is called."""

import copy
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import wraps
from importlib import import_module
from typing import Any

import click
from msgspec import structs

from okrsite import __version__
from okrsite.commands.registry import COMMANDS
from okrsite.commands.terminal import Terminal


class CommandGroup(click.Group):
    """The group of all commands, each imported only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of the registry."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of that name, which takes `-q` and `-v` as the program does."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        return _with_loudness(import_module(entry.module).command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but with suggestions from the registry."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as unknown:
            raise click.exceptions.NoSuchCommand(
                unknown.command_name, possibilities=list(COMMANDS), ctx=ctx
            ) from None

    def invoke(self, ctx: click.Context) -> tuple[Any, Terminal]:
        """What the command returned, and the terminal with the loudness that was asked for."""
        return super().invoke(ctx), ctx.obj

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The list of commands by section, from the registry alone."""
        for section in dict.fromkeys(entry.section for entry in COMMANDS.values()):
            with formatter.section(section):
                formatter.write_dl(
                    [
                        (name, entry.help)
                        for name, entry in COMMANDS.items()
                        if entry.section == section
                    ]
                )


def _with_loudness(command: click.Command) -> click.Command:
    """A copy of a command, and of those below it, that takes `-q` and `-v` too."""
    extended = copy.copy(command)
    extended.callback = _printing_to_stderr(command.callback) if command.callback else None
    extended.params = [*command.params, *_loudness_options()]
    if isinstance(extended, click.Group):
        extended.commands = {
            name: _with_loudness(below) for name, below in extended.commands.items()
        }
    return extended


def _printing_to_stderr(callback: Callable[..., Any]) -> Callable[..., Any]:
    """The command, with what plugins print meanwhile kept out of its own output."""

    @wraps(callback)
    def run(*arguments: Any, **options: Any) -> Any:
        with redirect_stdout(sys.stderr):
            return callback(*arguments, **options)

    return run


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
    CommandGroup(
        "okrsite",
        params=_loudness_options(),
        help="Goals as code, published for everyone.",
        epilog="Exit codes: 0 good, 1 findings, 2 usage or settings, 3 a source failed.",
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
)
