"""The reference of the commands, from their own help."""

from collections.abc import Iterator
from importlib import import_module

import click

from okrsite.commands.registry import COMMANDS
from reference.markdown import cell, paragraphs


def commands() -> str:
    """Every command with its options."""
    return "\n".join(
        part for name, verb in COMMANDS.items() for part in _command(name, _loaded(verb.module), 2)
    )


def _loaded(module: str) -> click.Command:
    command: click.Command = import_module(module).command
    return command


def _command(name: str, command: click.Command, level: int) -> Iterator[str]:
    context = click.Context(command, info_name=f"okrsite {name}")
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"{'#' * level} okrsite {name}\n\n```\nokrsite {name} {usage}\n```\n"
    yield f"{paragraphs(command.help or '')}\n"
    options = [option for option in command.params if isinstance(option, click.Option)]
    rows = [record for option in options if (record := option.get_help_record(context))]
    if rows:
        yield "| option | meaning |\n|---|---|"
        yield "\n".join(f"| `{cell(flags)}` | {cell(said)} |" for flags, said in rows) + "\n"
    if isinstance(command, click.Group):
        for below, subcommand in command.commands.items():
            yield from _command(f"{name} {below}", subcommand, level + 1)
