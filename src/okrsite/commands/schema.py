"""`okrsite schema`: the JSON Schema of the settings and of every kind of file."""

import json
from pathlib import Path
from typing import Any

import click

from okrsite.commands.errors import CommandError
from okrsite.commands.result import CommandResult
from okrsite.commands.workspace import open_workspace
from okrsite.effects.write import write_over
from okrsite.pipeline.plugin_fields import FieldTypes
from okrsite.pipeline.schema import schemas


@click.command("schema", short_help="Print the JSON Schema of a kind of file.")
@click.argument("kind", required=False)
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the schema of every kind into this folder, as KIND.schema.json.",
)
def command(kind: str | None, folder: Path | None) -> CommandResult:
    """Print the JSON Schema of a KIND of file, or list the kinds.

    It describes the front matter of a kind (`objective`, `kpi` and so on) or `okrsite.toml`
    (`settings`), for editors that complete and check TOML while one types. Within a site it knows
    the fields of its plugins, too.
    """
    known = schemas(_field_types(Path.cwd()))
    if folder is not None:
        for name, schema in known.items():
            write_over(folder / f"{name}.schema.json", _schema_text(schema).encode())
        return CommandResult(note=f"Wrote {len(known)} schemas to {folder}.")
    if kind is None:
        return CommandResult("".join(f"{name}\n" for name in known))
    if kind not in known:
        raise CommandError(f"there is no kind {kind!r}", f"The kinds are {', '.join(known)}.")
    return CommandResult(_schema_text(known[kind]))


def _field_types(start: Path) -> FieldTypes | None:
    """The fields of the plugins of the site that a folder belongs to; None outside of any site."""
    try:
        return open_workspace(start).extensions.fields
    except click.UsageError:
        return None


def _schema_text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
