"""Run: from a cycle that is over to the files that its close changes."""

from __future__ import annotations

from datetime import date
from functools import reduce
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from okrsite.commands.changes import Changes
from okrsite.commands.checkin.dialogue import agrees
from okrsite.commands.close.carry_over import with_successors
from okrsite.commands.close.cycle_file import told, with_closing_day, with_retrospective
from okrsite.commands.close.grades import grade_lines
from okrsite.commands.close.late import with_late_values
from okrsite.commands.close.next_cycle import with_next_cycle
from okrsite.commands.close.rebase import rebased_kpis, rebased_sentence, with_rebased
from okrsite.commands.draft import Draft, opened
from okrsite.commands.errors import CommandError
from okrsite.commands.lookup import find_cycle
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal, harmless
from okrsite.effects.themes import read_words
from okrsite.model.people import Cycle

T = TypeVar("T")


class CloseOptions(Struct, frozen=True, kw_only=True):
    """What the command line says of a close beside the cycle."""

    next_cycle: str | None = None
    is_dry: bool = False
    is_agreed: bool = False
    me: str | None = None


class Close(Struct, frozen=True):
    """What a close changes, the grades that it gives, and what to say of the rest."""

    root: Path
    grades: str
    changes: Changes
    note: str


def closed(
    start: Path, cycle: str, options: CloseOptions, today: date | None, terminal: Terminal
) -> CommandResult:
    """Close a cycle: show its grades and the change of files, and write it when that is agreed.

    Raises `CommandError` where the cycle cannot be closed, or nobody can be asked.
    """
    draft = opened(start, today)
    known = find_cycle(cycle, draft.scored().forest)
    _refuse_open(draft, known)
    asks = terminal.can_ask and terminal.is_terminal and not (options.is_dry or options.is_agreed)
    if not (asks or options.is_dry or options.is_agreed):
        help_ = "--yes writes the change, --dry-run only shows it."
        raise CommandError(f"there is nobody to ask whether {known.id} shall be closed", help_)
    if asks and known.closed is None:
        draft = with_late_values(draft, known, options.me, terminal)
    close = _close(draft, known, options)
    return _finished(close, known, options, terminal if asks else None)


def _finished(
    close: Close, cycle: Cycle, options: CloseOptions, terminal: Terminal | None
) -> CommandResult:
    diff = close.changes.diff()
    if not diff:
        note = f"{cycle.id} is closed; nothing is left to change."
        return CommandResult(close.grades, "\n".join(filter(None, [close.note, note])))
    if options.is_dry:
        note = f"{close.note}\nNothing was written: this is a dry run."
        return CommandResult(f"{close.grades}\n{diff}", note.strip())
    if terminal:
        terminal.tell(harmless(f"{close.grades}\n{diff}\n{close.note}"))
        if not agrees(terminal, f"Write this to {_count(close.changes)}? (yes or no)"):
            return CommandResult(note="Nothing was written.")
    close.changes.write(close.root)
    written = f"{_count(close.changes)} written. Look through the drafts, then commit."
    if terminal:
        return CommandResult(note=written)
    return CommandResult(f"{close.grades}\n{diff}", f"{close.note}\n{written}".strip())


def _close(draft: Draft, cycle: Cycle, options: CloseOptions) -> Close:
    """All that the close of a cycle changes; nothing is written."""
    day = cycle.closed or draft.workspace.today
    draft, next_cycle = with_next_cycle(draft, draft.scored(), cycle, options.next_cycle)
    if cycle.closed is None:
        draft = with_closing_day(draft, cycle, day)
    scored = draft.scored()
    grades = told(scored, read_words("en"), lambda ctx: grade_lines(ctx, cycle.id))
    if cycle.closed is None or not cycle.body:
        draft = with_retrospective(draft, scored.forest.cycles[cycle.id])
    rebased = list(rebased_kpis(scored, cycle.id, day))
    draft = reduce(with_rebased, rebased, draft)
    notes = [rebased_sentence(kpi) for kpi in rebased]
    if next_cycle is None:
        notes.append("Nothing is carried over: name the next cycle with --next.")
    else:
        draft, carried = with_successors(draft, scored, cycle, next_cycle)
        notes += carried
    # What is written must read well, so it is read once more.
    draft.scored()
    return Close(draft.root, grades, draft.changes(), "\n".join(notes))


def _count(changes: Changes) -> str:
    count = len(changes.after)
    return "1 file" if count == 1 else f"{count} files"


def _refuse_open(draft: Draft, cycle: Cycle) -> None:
    """Raise `CommandError` for a cycle that has not ended, or whose close lies ahead."""
    today = draft.workspace.today
    # The scored goals know nothing that is later than today.
    documents = draft.goals.content.documents
    written = [document.entity for document in documents if document.path == cycle.span.path]
    for entity in written:
        if isinstance(entity, Cycle) and entity.closed and entity.closed > today:
            message = f"{cycle.id} is to be closed on {entity.closed}, as {cycle.span} says"
            raise CommandError(message, "Take that day out to close it now.")
    if cycle.closed is None and today <= cycle.end:
        raise CommandError(f"{cycle.id} goes on until {cycle.end}", "Close it when it is over.")
