"""`okrsite new checkin`: a check-in of an objective as a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from okrsite.commands.checkin.options import CheckInOptions
from okrsite.commands.checkin.run import checked_in
from okrsite.commands.completion import OBJECTIVE, PERSON
from okrsite.commands.options import DAY
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal


@click.command("checkin")
@click.argument("objective", type=OBJECTIVE)
@click.option("--value", "values", multiple=True, metavar="KEY_RESULT=VALUE", help="Repeatable.")
@click.option("--confidence", type=click.FloatRange(0, 10), help="Will we make it? 0 to 10.")
@click.option("--note", help="What happened, what blocks us, what comes next.", default="")
@click.option("--kudos", multiple=True, metavar="PERSON:FOR", help="Thanks; repeatable.")
@click.option(
    "--author", type=PERSON, envvar="OKRSITE_ME", help="Who checks in; OKRSITE_ME unless given."
)
@click.option("--date", "day", type=DAY, help="The day; today unless given.")
@click.pass_obj
def checkin(terminal: Terminal, /, objective: str, **given: Any) -> CommandResult:
    """Write a check-in for the OBJECTIVE.

    Its author is in the name of the file. On a terminal it asks for what is not given, as `okrsite
    checkin --file` does.
    """
    options = CheckInOptions(**given, is_file=True)
    written = checked_in(Path.cwd(), objective, options, None, terminal)
    return CommandResult("".join(f"{path}\n" for path in written.paths), written.note)
