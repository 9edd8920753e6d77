"""`okrsite new plugin`: something of the company's own, to start from."""

from pathlib import Path

import click

from okrsite.commands.answer import Answer
from okrsite.commands.new.plugin_file import write_plugin
from okrsite.commands.trouble import Trouble
from okrsite.commands.workspace import open_workspace
from okrsite.commands.writing.slug import slug


@click.command("plugin", short_help="Write a plugin that works, to start from.")
@click.argument("name")
def plugin(name: str) -> Answer:
    """Write a plugin called NAME as plugins/NAME.py, and name it in the settings.

    It gives a format of `okrsite export`: a short summary for a newsletter.
    """
    workspace = open_workspace(Path.cwd())
    if slug(name) in workspace.extensions.exporters:
        raise Trouble(f"there is a format {slug(name)!r} already", "Choose another name.")
    return write_plugin(workspace, name, "plugin.py.template")
