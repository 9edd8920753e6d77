"""`okrsite new theme`: a look of the company's own, laid over the one that ships."""

from pathlib import Path

import click

from okrsite.commands.errors import CommandError
from okrsite.commands.new.plugin_file import filled, with_table
from okrsite.commands.result import CommandResult
from okrsite.commands.workspace import SETTINGS, open_workspace
from okrsite.commands.writing.slug import slug
from okrsite.effects.write import write_new
from okrsite.model.settings import ThemeSettings


@click.command("theme", short_help="Write a theme that works, to start from.")
@click.argument("name")
def theme(name: str) -> CommandResult:
    """Write a theme called NAME into themes/NAME, and name it in the settings."""
    workspace = open_workspace(Path.cwd())
    called = slug(name)
    if not called or called == ThemeSettings().name:
        raise CommandError(f"{name!r} cannot be the name of a theme", "Use letters and hyphens.")
    written = {
        f"themes/{called}/theme.toml": filled("theme.toml.template", name=called),
        f"themes/{called}/static/brand.css": filled("brand.css.template", name=called),
    }
    write_new(workspace.root, written)
    table = f'[theme]\nname = "{called}"\n'
    if with_table(workspace.root / SETTINGS, table):
        note = f"{SETTINGS} now asks for this theme."
    else:
        note = f"Now ask for it in {SETTINGS}:\n\n{table}"
    return CommandResult("".join(f"{path}\n" for path in written), note.rstrip())
