"""`okrsite promote` on the command line: its options."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from okrsite.commands.completion import KPI, OBJECTIVE
from okrsite.commands.draft import opened
from okrsite.commands.options import DAY, choice
from okrsite.commands.promote.run import PromoteOptions, promoted
from okrsite.commands.result import CommandResult
from okrsite.model.names import Purpose


@click.command("promote", short_help="Make a key result of a KPI.")
@click.argument("kpi", type=KPI)
@click.option("--into", type=OBJECTIVE, help="A new draft of the current cycle unless given.")
@click.option("--target", type=float, required=True, help="The value to reach, in its unit.")
@click.option(
    "--as",
    "purpose",
    type=choice(Purpose),
    help="repair what is out of range, or a deliberate leap; told by the range unless given.",
)
@click.option("--due", type=DAY, help="The deadline, where it is not the cycle's end.")
@click.option("--today", type=DAY, help="The day as of which everything is told.")
def command(
    kpi: str,
    into: str | None,
    target: float,
    purpose: Purpose | None,
    due: date | None,
    today: date | None,
) -> CommandResult:
    """Make a key result that is measured by the KPI.

    It starts where the KPI is now. A target that is no progress, or out of the KPI's range, is
    refused. It ends with the change that was written.
    """
    options = PromoteOptions(target=target, into=into, purpose=purpose, due=due)
    made = promoted(opened(Path.cwd(), today), kpi, options)
    changes = made.draft.changes()
    changes.write(made.draft.root)
    return CommandResult(changes.diff(), made.note)
