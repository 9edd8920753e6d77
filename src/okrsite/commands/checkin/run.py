"""Run: from what is asked of `okrsite checkin` to the files that it changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import click

from okrsite.commands.changes import Changes
from okrsite.commands.checkin.dialogue import INTRODUCTION, SkippedError, asked_entry
from okrsite.commands.checkin.entry import NewCheckIn
from okrsite.commands.checkin.finish import CheckedIn, WrittenCheckIn
from okrsite.commands.checkin.from_options import from_options
from okrsite.commands.checkin.kpi_values import (
    asked_kpi_value,
    kpi_change,
    missing_day,
    missing_kpis,
)
from okrsite.commands.checkin.options import CheckInOptions
from okrsite.commands.checkin.place import placed
from okrsite.commands.due import due_items
from okrsite.commands.errors import CommandError
from okrsite.commands.goals import read_goals
from okrsite.commands.lookup import find_objective, find_person
from okrsite.commands.ownership import is_person
from okrsite.commands.terminal import Terminal
from okrsite.commands.workspace import open_workspace
from okrsite.model.goals import Objective
from okrsite.model.kpis import Kpi
from okrsite.model.scored import Scored

Ask = Callable[[], Changes | None]


def checked_in(
    start: Path,
    objective: str | None,
    options: CheckInOptions,
    today: date | None,
    terminal: Terminal,
) -> CheckedIn:
    """Write the check-ins that are given or answered, and say what changed.

    Raises `CommandError` for what no check-in can say; then nothing is written.
    """
    workspace = open_workspace(start, today)
    scored = read_goals(workspace, "confidential", without_broken=True).scored
    named = options.author or options.me
    author = named and find_person(named, scored.forest)
    day = _day(options.day, scored)
    if options.says_something:
        goal = _named(objective, scored)
        return from_options(workspace.root, goal, options, scored, author)
    goals = [_named(objective, scored)] if objective else _due(options, scored)
    kpis = missing_kpis(goals, [] if objective else _owned(options, scored), scored)
    if not goals and not kpis:
        return CheckedIn(workspace.root, note="Nothing of yours is due.")
    _refuse_silence([*(kpi.id for kpi in kpis), *(goal.id for goal in goals)], terminal)
    terminal.tell(INTRODUCTION)
    ask = partial(asked_entry, scored=scored, author=author, day=day, terminal=terminal)
    of_kpis = [(kpi.id, partial(_kpi_value, workspace.root, kpi, scored, terminal)) for kpi in kpis]
    of_goals = [
        (goal.id, partial(_goal_entry, workspace.root, goal, scored, ask, is_file=options.is_file))
        for goal in goals
    ]
    return _answered(workspace.root, [*of_kpis, *of_goals], is_dry=options.is_dry)


def _answered(root: Path, asking: list[tuple[str, Ask]], *, is_dry: bool) -> CheckedIn:
    """Ask about one thing after the other; each is written before the next one is asked about."""
    done: list[WrittenCheckIn] = []
    for name, ask in asking:
        try:
            changes = ask()
        except SkippedError:
            continue
        except click.Abort:
            if not done:
                raise
            return CheckedIn(root, tuple(done), f"Stopped at {name}; nothing of it was written.")
        if changes:
            if not is_dry:
                changes.write(root)
            done.append(WrittenCheckIn(name, changes))
    return CheckedIn(root, tuple(done))


def _kpi_value(root: Path, kpi: Kpi, scored: Scored, terminal: Terminal) -> Changes | None:
    day = missing_day(kpi, scored)
    value = asked_kpi_value(kpi, day, scored, terminal) if day else None
    return None if day is None or value is None else kpi_change(root, kpi, day, value, scored)


def _goal_entry(
    root: Path,
    goal: Objective,
    scored: Scored,
    ask: Callable[[Objective], NewCheckIn],
    *,
    is_file: bool,
) -> Changes | None:
    entry = ask(goal)
    return None if entry.says_nothing else placed(root, scored.forest, entry, is_file=is_file)


def _day(given: date | None, scored: Scored) -> date:
    if given and given > scored.today:
        raise CommandError(f"{given} is still to come", "A check-in tells how things are.")
    return given or scored.today


def _named(objective: str | None, scored: Scored) -> Objective:
    if objective is None:
        raise CommandError("whose check-in is it?", "Name the objective: okrsite checkin OBJECTIVE")
    return find_objective(objective, scored.forest)


def _due(options: CheckInOptions, scored: Scored) -> list[Objective]:
    if not options.me:
        raise CommandError(
            "whose goals are they?", "Give --me, set OKRSITE_ME, or name the objective."
        )
    me = find_person(options.me, scored.forest)
    items = due_items(scored, me)
    return [scored.forest.objectives[item.id] for item in items if item.kind == "check-in"]


def _owned(options: CheckInOptions, scored: Scored) -> list[Kpi]:
    """The KPIs of the person who checks in."""
    me = find_person(options.me or "", scored.forest)
    return [kpi for kpi in scored.forest.kpis.values() if is_person(kpi.owner, me)]


def _refuse_silence(names: list[str], terminal: Terminal) -> None:
    if not terminal.can_ask:
        raise CommandError(
            f"there is nobody to ask about {', '.join(names)}",
            "Name one objective and give --value, --confidence or --note.",
        )
