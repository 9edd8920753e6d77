"""`okrsite status`: the cycle, what is due and what needs attention, in the terminal."""

from datetime import date
from pathlib import Path

import click

from okrsite.commands.completion import CYCLE, PERSON
from okrsite.commands.errors import CommandError
from okrsite.commands.goals import Goals, read_goals
from okrsite.commands.lookup import find_cycle
from okrsite.commands.options import DAY, choice
from okrsite.commands.result import CommandResult
from okrsite.commands.status.layout import lay_out
from okrsite.commands.status.sections import (
    attention_section,
    cycle_section,
    due_section,
    mine_section,
    steps_section,
)
from okrsite.commands.terminal import Terminal
from okrsite.commands.workspace import open_workspace
from okrsite.model.names import Visibility
from okrsite.pipeline.naming import names_of
from okrsite.pipeline.suggest import nearest

# Signals shown without -v: as many as one looks through at a glance.
MOST = 10


@click.command("status", short_help="Show what is mine, what is due, what needs attention.")
@click.option("--me", type=PERSON, envvar="OKRSITE_ME", help="Only what this person answers for.")
@click.option("--cycle", type=CYCLE, help="Another cycle than the current one.")
@click.option("--audience", type=choice(Visibility), help="Answer for another audience.")
@click.option("--today", type=DAY, help="The day to answer for.")
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    me: str | None,
    cycle: str | None,
    audience: Visibility | None,
    today: date | None,
) -> CommandResult:
    """Show how the cycle stands, what is due and what needs attention, and what settles each.

    With --me, or OKRSITE_ME in the environment, it is about what one person answers for. The
    figures are those of the site, so what its audience may not see is left out of them, and so is a
    file with a mistake: then the exit code is 1.
    """
    terminal.progress("Reading the goals…")
    workspace = open_workspace(Path.cwd(), today)
    seen_by = audience or workspace.settings.build.audience
    goals = read_goals(workspace, seen_by, without_broken=True)
    scored = goals.scored
    if me:
        _refuse_unknown(me, goals)
    named = find_cycle(cycle, scored.forest).id if cycle else None
    sections = [
        cycle_section(scored, named),
        *([mine_section(scored, me, named)] if me else []),
        due_section(scored, me),
        attention_section(goals.findings, scored, me, MOST if terminal.loudness < 1 else None),
        steps_section(scored),
    ]
    return CommandResult(lay_out(sections, terminal), goals.mistakes_sentence(), goals.exit)


def _refuse_unknown(me: str, goals: Goals) -> None:
    """While the site knows people by their documents, a name that is none's is a mistake."""
    known = [
        name
        for document in goals.content.documents
        if document.kind == "person"
        for name in names_of(document, "person")
    ]
    if known and me.casefold() not in map(str.casefold, known):
        near = nearest(me, known)
        hint = f"Did you mean {near!r}?" if near else f"There are {', '.join(sorted(known)[:8])}."
        raise CommandError(f"there is no person {me!r}", hint)
