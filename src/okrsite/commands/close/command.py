"""`okrsite close` on the command line: its options."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from okrsite.commands.close.run import CloseOptions, closed
from okrsite.commands.completion import CYCLE, PERSON
from okrsite.commands.options import DAY
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal


@click.command("close", short_help="Close a cycle: grade it and carry over the rest.")
@click.argument("cycle", type=CYCLE)
@click.option("--next", "next_cycle", type=CYCLE, help="Where unmet goals go on.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Show the change and write nothing.")
@click.option("--yes", "is_agreed", is_flag=True, help="Write the change without asking.")
@click.option("--me", type=PERSON, envvar="OKRSITE_ME", help="Who gives the last values.")
@click.option("--today", type=DAY, help="The day of the close; today unless given.")
@click.pass_obj
def command(terminal: Terminal, /, cycle: str, today: date | None, **given: Any) -> CommandResult:
    """Close the CYCLE.

    It grades every key result, drafts the retrospective, proposes a new baseline and range for
    each KPI that confirms a success, and writes what was not met as drafts of the next cycle. On
    a terminal it asks for the last values, and once before it writes. A second run changes nothing.
    """
    return closed(Path.cwd(), cycle, CloseOptions(**given), today, terminal)
