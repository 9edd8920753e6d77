"""`okrsite new cycle`: a quarter, a half, a year, or any stretch of days."""

import re
from datetime import date, timedelta
from pathlib import Path

import click
from msgspec import Struct

from okrsite.commands.answer import Answer
from okrsite.commands.new.choices import DAY
from okrsite.commands.new.draft import draft, fields
from okrsite.commands.new.inventory import take_inventory
from okrsite.commands.trouble import Trouble


class Stretch(Struct, frozen=True):
    """A cycle by its usual name: its id, title and days, and the id of the year around it."""

    id: str
    title: str
    start: date
    end: date
    year: str | None


@click.command("cycle")
@click.argument("name")
@click.option("--title", help="What readers call it.")
@click.option("--start", type=DAY, help="Its first day.")
@click.option("--end", type=DAY, help="Its last day.")
@click.option("--parent", help="The longer cycle that it is part of.")
def cycle(
    name: str, title: str | None, start: date | None, end: date | None, parent: str | None
) -> Answer:
    """Write the cycle NAME.

    Names such as 2027, 2027-h1 and 2027-q1 know their title and days; any other name needs
    --start and --end.
    """
    inventory = take_inventory(Path.cwd())
    usual = usual_cycle(name)
    first = start or (usual.start if usual else None)
    last = end or (usual.end if usual else None)
    if first is None or last is None:
        raise Trouble(
            f"the days of {name!r} are not known",
            "Give --start and --end, or a name such as 2027-q1.",
        )
    if last < first:
        raise Trouble(f"a cycle cannot end on {last} when it starts on {first}")
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


def usual_cycle(name: str) -> Stretch | None:
    """The days and title of a year, a half or a quarter by its name; None for any other name."""
    found = re.fullmatch(r"(\d{4})(?:-?([qh])(\d))?", name.strip().lower())
    if not found or not 1 <= int(found[1]) < date.max.year:
        return None
    year, part, which = int(found[1]), found[2], int(found[3] or 1)
    months = {None: 12, "h": 6, "q": 3}[part]
    if which > 12 // months or which < 1:
        return None
    start = date(year, (which - 1) * months + 1, 1)
    after = (which * months) % 12 + 1
    end = date(year + (after == 1), after, 1) - timedelta(days=1)
    if part is None:
        return Stretch(f"{year:04}", f"{year}", start, end, None)
    title = f"Q{which} {year}" if part == "q" else f"H{which} {year}"
    return Stretch(f"{year:04}-{part}{which}", title, start, end, f"{year:04}")
