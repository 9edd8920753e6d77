"""Run: from a cycle that is over to the files that its close changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from okrsite.commands.authoring.inventory import folded
from okrsite.commands.changes import Changes
from okrsite.commands.checkin.dialogue import agrees
from okrsite.commands.close.carried import CarriedGoal, carried_goals, changed_support
from okrsite.commands.close.grades import grade_lines
from okrsite.commands.close.late import with_late_values
from okrsite.commands.close.next_cycle import with_next_cycle
from okrsite.commands.close.rebase import Rebased, rebased_kpis, with_rebased
from okrsite.commands.close.retrospective import HEADING, retrospective
from okrsite.commands.close.successor import successor, successor_path
from okrsite.commands.draft import Draft, opened
from okrsite.commands.errors import CommandError
from okrsite.commands.result import CommandResult
from okrsite.commands.site import theme_of
from okrsite.commands.terminal import Terminal, harmless
from okrsite.effects.themes import read_words
from okrsite.model.edit import Replacement
from okrsite.model.people import Cycle
from okrsite.model.position import Span
from okrsite.model.scored import Scored
from okrsite.pipeline.fix import edited
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.ledger import Ledger
from okrsite.pipeline.present.site import Site
from okrsite.pipeline.suggest import nearest
from okrsite.pipeline.words import Words

T = TypeVar("T")


class CloseOptions(Struct, frozen=True, kw_only=True):
    """What the command line says of a close beside the cycle."""

    next_cycle: str | None = None
    is_dry: bool = False
    is_agreed: bool = False


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
    known = _named(cycle, draft.scored())
    _refuse_open(draft, known)
    asks = terminal.can_ask and terminal.is_terminal and not (options.is_dry or options.is_agreed)
    if not (asks or options.is_dry or options.is_agreed):
        help_ = "--yes writes the change, --dry-run only shows it."
        raise CommandError(f"there is nobody to ask whether {known.id} shall be closed", help_)
    if asks and known.closed is None:
        draft = with_late_values(draft, known.id, terminal)
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
        draft = _with_closing_day(draft, cycle, day)
    scored = draft.scored()
    grades = _told(draft, scored, read_words("en"), lambda ctx: grade_lines(ctx, cycle.id))
    notes: list[str] = []
    if cycle.closed is None or not cycle.body:
        draft = _with_retrospective(draft, scored.forest.cycles[cycle.id])
    for rebased in rebased_kpis(scored, cycle.id, day):
        draft = with_rebased(draft, rebased)
        notes.append(_rebased_sentence(rebased))
    if next_cycle is None:
        notes.append("Nothing is carried over: name the next cycle with --next.")
    else:
        draft, told = _with_successors(draft, scored, cycle, next_cycle)
        notes += told
    draft.scored()
    return Close(draft.root, grades, draft.changes(), "\n".join(notes))


def _with_closing_day(draft: Draft, cycle: Cycle, day: date) -> Draft:
    path = cycle.span.path
    line = max(
        cycle.places[field][0] for field in ("start", "end", "parent") if field in cycle.places
    )
    edit = Replacement(Span(path, line + 1), (line + 1, 1), f"closed = {day}\n")
    return draft.with_files({path: edited(draft.read(path), [edit])})


def _with_retrospective(draft: Draft, cycle: Cycle) -> Draft:
    """The draft with the facts below what stands in the cycle's file.

    They hold nothing that the readers of the cycle's page may not see.
    """
    path = cycle.span.path
    data = draft.read(path)
    text = data.decode("utf-8-sig")
    if HEADING in text:
        return draft
    scored = draft.scored(cycle.visibility or "internal")
    words = theme_of(draft.workspace).words
    facts = _told(draft, scored, words, lambda ctx: retrospective(ctx, cycle.id))
    gap = "" if text.endswith("\n") else "\n"
    gap += "\n" if cycle.body else ""
    end = text.count("\n") + 2
    return draft.with_files(
        {path: edited(data, [Replacement(Span(path, end), (end, 1), gap + facts)])}
    )


def _with_successors(
    draft: Draft, scored: Scored, cycle: Cycle, next_cycle: str
) -> tuple[Draft, list[str]]:
    """The draft with a file for each goal that goes on and has none yet."""
    goals = {goal.objective.id: goal for goal in carried_goals(scored, cycle.id, next_cycle)}
    taken = {
        folded(id_)
        for id_ in (*scored.forest.objectives, *scored.forest.aliases.get("objective", {}))
    }
    notes = []
    for goal in goals.values():
        if folded(goal.id) in taken:
            continue
        draft = _with_successor(draft, scored, goals, goal)
        notes.append(f"{goal.objective.id} goes on as the draft {goal.id}.")
    return draft, notes


def _with_successor(
    draft: Draft, scored: Scored, goals: dict[str, CarriedGoal], goal: CarriedGoal
) -> Draft:
    old = goal.objective.span.path
    path = successor_path(old, goal)
    if draft.has(path):
        raise CommandError(f"{path} stands there already", f"It is no objective {goal.id!r}.")
    support = changed_support(goal.objective, goals, scored)
    return draft.with_files({path: successor(draft.read(old), goal, support)})


def _told(draft: Draft, scored: Scored, words: Words, tell: Callable[[PageContext], T]) -> T:
    """What is told of the goals in some words, with the site's own arithmetic."""
    theme = theme_of(draft.workspace)
    site = Site(
        scored=scored, theme=type(theme)(name=theme.name, templates={}, static={}, words=words)
    )
    return Ledger(site).ask("", tell).value


def _rebased_sentence(rebased: Rebased) -> str:
    moved = ", ".join(f"{field} becomes {bound:g}" for field, bound in rebased.bounds.items())
    told = f"{rebased.kpi.id} confirms {rebased.goal}: its baseline is {rebased.value:g} now"
    return f"{told}, {moved}." if moved else f"{told}; its range stays."


def _count(changes: Changes) -> str:
    count = len(changes.after)
    return "1 file" if count == 1 else f"{count} files"


def _named(cycle: str, scored: Scored) -> Cycle:
    forest = scored.forest
    name = forest.aliases.get("cycle", {}).get(cycle, cycle)
    if name in forest.cycles:
        return forest.cycles[name]
    near = nearest(name, forest.cycles)
    hint = f"Did you mean {near!r}?" if near else f"There are {', '.join(forest.cycles) or 'none'}."
    raise CommandError(f"there is no cycle {cycle!r}", hint)


def _refuse_open(draft: Draft, cycle: Cycle) -> None:
    """Raise `CommandError` for a cycle that has not ended, or whose close lies ahead."""
    today = draft.workspace.today
    if cycle.closed is None and today <= cycle.end:
        message = f"{cycle.id} goes on until {cycle.end}"
        raise CommandError(
            message, "Close it when it is over; what is missed before is no verdict."
        )
