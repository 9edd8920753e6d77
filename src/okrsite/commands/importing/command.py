"""`okrsite import` on the command line: its options."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from okrsite.commands.importing.mapping import presets
from okrsite.commands.importing.run import ImportOptions, guesses, imported
from okrsite.commands.result import CommandResult

_EXISTING = click.Path(exists=True, path_type=Path)


@click.command("import", short_help="Take over goals and KPIs from other tools and documents.")
@click.argument("files", nargs=-1, required=True, type=_EXISTING)
@click.option("--mapping", type=_EXISTING, help="A TOML file that maps columns to fields.")
@click.option("--from", "from_", metavar="NAME", help=f"A shipped mapping: {', '.join(presets())}.")
@click.option("--guess", "is_guess", is_flag=True, help="Draft a mapping file, import nothing.")
@click.option("--into", default="", help="A folder below content/objectives and content/kpis.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Show the change and write nothing.")
@click.option("--force", "is_forced", is_flag=True, help="Take what people edited since, too.")
def command(*, files: tuple[Path, ...], **given: Any) -> CommandResult:
    """Import goals and KPIs from FILES: CSV, workbooks, JSON, YAML, Markdown, or a folder of them.

    Without --mapping and --from the columns are guessed from their names and values. What finds no
    field becomes text of its goal, and is told. A second run adds what is new and changes only
    fields that nobody has edited since.
    """
    options = ImportOptions(**given)
    if options.is_guess:
        return guesses(files)
    return imported(Path.cwd(), files, options)
