"""`okrsite new team`: a team within the tree of teams."""

from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from okrsite.commands.new.inventory import take_inventory
from okrsite.commands.new.title import title_or_ask
from okrsite.commands.options import choice
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal
from okrsite.commands.writing.draft import draft, fields
from okrsite.model.names import ReviewRhythm, Rhythm


class TeamOptions(Struct, frozen=True):
    """What the command line says of a new team beside its title."""

    parent: str | None
    lead: str | None
    colour: str
    rhythm: str | None
    reviews: str | None
    wanted: str | None


@click.command("team")
@click.argument("title", required=False)
@click.option("--parent", help="The team that it is part of.")
@click.option("--lead", help="The person who leads it.")
@click.option("--colour", help="Its colour on the site, such as #2f6f4f.", default="")
@click.option("--rhythm", type=choice(Rhythm), help="How often it checks in.")
@click.option("--reviews", type=choice(ReviewRhythm), help="How often it reviews KPIs.")
@click.option("--id", "wanted", help="Its id; made of the title unless given.")
@click.pass_obj
def team(terminal: Terminal, /, title: str | None, **given: Any) -> CommandResult:
    """Write a team called TITLE. One without a parent is the company itself."""
    options = TeamOptions(**given)
    inventory = take_inventory(Path.cwd())
    titled = title_or_ask(title, "What is the team called?", terminal)
    front = fields(
        {
            "title": titled,
            "parent": inventory.known("team", options.parent),
            "lead": inventory.known_person(options.lead),
            "colour": options.colour,
            "rhythm": options.rhythm,
            "reviews": options.reviews,
        }
    )
    name = inventory.free("team", titled, options.wanted)
    return inventory.write(f"content/teams/{name}.md", draft(front))
