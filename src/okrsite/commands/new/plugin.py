"""`okrsite new plugin`: something of the company's own, to start from."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args

import click

from okrsite.commands.errors import CommandError
from okrsite.commands.new.plugin_file import module_name, write_plugin
from okrsite.commands.result import CommandResult
from okrsite.commands.workspace import open_workspace
from okrsite.pipeline.extensions import Extensions

Kind = Literal["source", "rule", "page", "scorer", "exporter"]


@click.command("plugin", short_help="Write a plugin that works, to start from.")
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice(get_args(Kind)),
    default="source",
    show_default=True,
    help="What it gives: where values come from, a check, a page, a kind of key result, a format.",
)
def plugin(name: str, kind: Kind) -> CommandResult:
    """Write a plugin called NAME as plugins/NAME.py with its test, and name it in the settings.

    It works as it stands, and so does its test: pytest tests/test_NAME.py
    """
    workspace = open_workspace(Path.cwd())
    called = module_name(name)
    if kind == "rule":
        called = called.replace("_", "-")
    if called in _taken(workspace.extensions, kind):
        raise CommandError(f"{called!r} is taken by another {kind}", "Choose another name.")
    return write_plugin(workspace, name, kind, code="OWN001")


def _taken(extensions: Extensions, kind: Kind) -> Mapping[str, object]:
    return {
        "source": extensions.sources,
        "rule": {each.name: each for each in extensions.rules.values()},
        "page": extensions.pages,
        "scorer": extensions.scorers,
        "exporter": extensions.exporters,
    }[kind]
