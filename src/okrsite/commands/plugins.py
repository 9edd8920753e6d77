"""`okrsite plugins`: what is loaded, and what each plugin gives."""

from pathlib import Path

import click

from okrsite.commands.answer import Answer
from okrsite.commands.workspace import known_extensions
from okrsite.model.extensions import Extensions


@click.command("plugins", short_help="List the plugins and what they give.")
def command() -> Answer:
    """List the plugins of this site and those that ship, with what each gives."""
    extensions = known_extensions(Path.cwd())
    lines = [
        f"{name:<16} {version[:12]:<14} {_gives(extensions, name)}"
        for name, version in extensions.versions
    ]
    return Answer("".join(f"{line.rstrip()}\n" for line in lines))


def _gives(extensions: Extensions, plugin: str) -> str:
    """Names of what a plugin gives; more than three of a kind are counted."""
    by_kind: dict[str, list[str]] = {}
    for key, owner in extensions.owners.items():
        kind, _, name = key.partition(":")
        if owner == plugin:
            by_kind.setdefault(kind, []).append(name)
    if plugin in extensions.observers:
        by_kind["observes"] = ["builds"]
    return "; ".join(
        f"{kind}: {', '.join(names) if len(names) <= 3 else len(names)}"
        for kind, names in by_kind.items()
    )
