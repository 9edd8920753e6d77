"""`okrsite checkin` on the command line: its options."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from okrsite.commands.checkin.finish import finished
from okrsite.commands.checkin.options import CheckInOptions
from okrsite.commands.checkin.run import checked_in
from okrsite.commands.completion import OBJECTIVE, PERSON
from okrsite.commands.options import DAY
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal


@click.command("checkin", short_help="Say how your goals stand this week.")
@click.argument("objective", required=False, type=OBJECTIVE)
@click.option(
    "--me", type=PERSON, envvar="OKRSITE_ME", help="Whose goals; OKRSITE_ME unless given."
)
@click.option("--value", "values", multiple=True, metavar="KEY_RESULT=VALUE", help="Repeatable.")
@click.option("--confidence", type=click.FloatRange(0, 10), help="Will we make it? 0 to 10.")
@click.option("--note", help="What happened, what blocks us, what comes next.", default="")
@click.option("--kudos", multiple=True, metavar="PERSON:FOR", help="Thanks; repeatable.")
@click.option("--date", "day", type=DAY, help="The day; today unless given.")
@click.option("--author", type=PERSON, help="Who checks in; --me unless given.")
@click.option("--file", "is_file", is_flag=True, help="Write a file of its own.")
@click.option("--commit", "commits", is_flag=True, help="Commit it with git, too.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Show the change and write nothing.")
@click.option("--today", type=DAY, help="The day as of which everything is told.")
@click.pass_obj
def command(
    terminal: Terminal, /, objective: str | None, today: date | None, **given: Any
) -> CommandResult:
    """Check in: say how the OBJECTIVE stands, or go through all of yours that are due.

    Without options it asks: for each key result it shows the last value, the target and what the
    pace asks. The check-in goes to the end of the objective's settings; --file writes a file
    whose name holds the author. It ends with the change and the commit to make.

    A KPI that nothing fetches or computes is asked for the newest period that is over and has no
    value; the answer, or that of --value, goes into its CSV file.
    """
    options, here = CheckInOptions(**given), Path.cwd()
    written = checked_in(here, objective, options, today, terminal)
    return finished(written, here, commits=options.commits, is_dry=options.is_dry)
