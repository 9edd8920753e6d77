"""`okrsite new page`: a text of its own, such as how we work or a glossary."""

from pathlib import Path

import click

from okrsite.commands.errors import CommandError
from okrsite.commands.new.inventory import take_inventory
from okrsite.commands.new.title import title_or_ask
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal
from okrsite.commands.writing.draft import draft, fields
from okrsite.commands.writing.slug import slug


@click.command("page")
@click.argument("title", required=False)
@click.option("--folder", help="A folder below content/pages.", default="")
@click.option("--body", help="Its text, as Markdown.", default="")
@click.option("--id", "wanted", help="The name of its file; made of the title unless given.")
@click.pass_obj
def page(
    terminal: Terminal, title: str | None, folder: str, body: str, wanted: str | None
) -> CommandResult:
    """Write a free page called TITLE."""
    inventory = take_inventory(Path.cwd())
    titled = title_or_ask(title, "What is the page about?", terminal)
    if folder.startswith("/") or {"..", "~"} & set(folder.replace("\\", "/").split("/")):
        raise CommandError(
            f"{folder!r} leads out of content/pages", "Name a folder below it: guides."
        )
    inside = "/".join(filter(None, map(slug, folder.split("/"))))
    named = wanted or slug(titled)
    name = inventory.free("page", titled, f"{inside}/{named}" if inside and named else named)
    return inventory.write(f"content/pages/{name}.md", draft(fields({"title": titled}), body))
