"""`okrsite new cycle`: a quarter, a half, a year, or any stretch of days."""

from datetime import date
from pathlib import Path

import click

from okrsite.commands.errors import CommandError
from okrsite.commands.new.inventory import take_inventory
from okrsite.commands.options import DAY
from okrsite.commands.result import CommandResult
from okrsite.commands.writing.cycle_names import usual_cycle
from okrsite.commands.writing.draft import draft, fields


@click.command("cycle")
@click.argument("name")
@click.option("--title", help="What readers call it.")
@click.option("--start", type=DAY, help="Its first day.")
@click.option("--end", type=DAY, help="Its last day.")
@click.option("--parent", help="The longer cycle that it is part of.")
def cycle(
    name: str, title: str | None, start: date | None, end: date | None, parent: str | None
) -> CommandResult:
    """Write the cycle NAME.

    Names such as 2027, 2027-h1 and 2027-q1 know their title and days; any other name needs
    --start and --end.
    """
    inventory = take_inventory(Path.cwd())
    usual = usual_cycle(name)
    first = start or (usual.start if usual else None)
    last = end or (usual.end if usual else None)
    if first is None or last is None:
        raise CommandError(
            f"the days of {name!r} are not known",
            "Give --start and --end, or a name such as 2027-q1.",
        )
    if last < first:
        raise CommandError(f"a cycle cannot end on {last} when it starts on {first}")
    around = usual.year if usual and usual.year in inventory.of("cycle") else None
    front = fields(
        {
            "title": title or (usual.title if usual else name),
            "start": first,
            "end": last,
            "parent": inventory.known("cycle", parent) or around,
        }
    )
    chosen = inventory.free("cycle", name, usual.id if usual else None)
    return inventory.write(f"content/cycles/{chosen}.md", draft(front))
