"""`okrsite new person`: somebody who owns goals."""

from pathlib import Path

import click

from okrsite.commands.new.inventory import take_inventory
from okrsite.commands.new.title import title_or_ask
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal
from okrsite.commands.writing.draft import draft, fields


@click.command("person")
@click.argument("name", required=False)
@click.option("--team", help="The team that this person is in.")
@click.option("--role", help="What this person does.", default="")
@click.option("--id", "wanted", help="The id; made of the name unless given.")
@click.pass_obj
def person(
    terminal: Terminal, name: str | None, team: str | None, role: str, wanted: str | None
) -> CommandResult:
    """Write a person called NAME.

    As soon as there is one person, every owner, author and lead must be one.
    """
    inventory = take_inventory(Path.cwd())
    called = title_or_ask(name, "What is this person called?", terminal)
    front = fields({"title": called, "team": inventory.known("team", team), "role": role})
    chosen = inventory.free("person", called, wanted)
    return inventory.write(f"content/people/{chosen}.md", draft(front))
