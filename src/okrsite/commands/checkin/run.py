"""Run: from what is asked of `okrsite checkin` to the files that it changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import click
from msgspec import Struct

from okrsite.commands.checkin.dialogue import INTRODUCTION, SkippedError, asked_entry
from okrsite.commands.checkin.entry import NewCheckIn
from okrsite.commands.checkin.finish import CheckedIn, WrittenCheckIn
from okrsite.commands.checkin.jump import jump
from okrsite.commands.checkin.kudos import known_person, kudos_of
from okrsite.commands.checkin.place import placed
from okrsite.commands.checkin.values import value_of
from okrsite.commands.due import due_items
from okrsite.commands.errors import CommandError
from okrsite.commands.goals import read_goals
from okrsite.commands.terminal import Terminal
from okrsite.commands.workspace import open_workspace
from okrsite.model.goals import Objective
from okrsite.model.scored import Scored
from okrsite.pipeline.suggest import nearest


class CheckInOptions(Struct, frozen=True, kw_only=True):
    """What the command line says of a check-in beside its objective."""

    me: str | None = None
    values: tuple[str, ...] = ()
    confidence: float | None = None
    note: str = ""
    kudos: tuple[str, ...] = ()
    day: date | None = None
    author: str | None = None
    is_file: bool = False
    commits: bool = False
    is_dry: bool = False

    @property
    def says_something(self) -> bool:
        """Whether the check-in itself is given, so that nothing is asked."""
        told = self.values or self.note or self.kudos
        return bool(told) or self.confidence is not None


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
    author = named and known_person(named, scored.forest)
    day = _day(options.day, scored)
    write = partial(_written, workspace.root, scored, options)
    if options.says_something:
        entry = _given(_named(objective, scored), options, scored, author, day)
        done, note = [write(entry)], _jumps(entry, scored)
    else:
        goals = [_named(objective, scored)] if objective else _due(options, scored)
        if not goals:
            return CheckedIn(workspace.root, note="Nothing of yours is due.")
        _refuse_silence(goals, terminal)
        terminal.tell(INTRODUCTION)
        ask = partial(asked_entry, scored=scored, author=author, day=day, terminal=terminal)
        done, note = _answered(goals, ask, write)
    return CheckedIn(workspace.root, tuple(done), note)


def _answered(
    goals: list[Objective],
    ask: Callable[[Objective], NewCheckIn],
    write: Callable[[NewCheckIn], WrittenCheckIn],
) -> tuple[list[WrittenCheckIn], str]:
    """Ask about one goal after the other; each is written before the next one is asked about."""
    done: list[WrittenCheckIn] = []
    for goal in goals:
        try:
            entry = ask(goal)
        except SkippedError:
            continue
        except click.Abort:
            if not done:
                raise
            return done, f"Stopped at {goal.id}, of which nothing was written."
        if not entry.says_nothing:
            done.append(write(entry))
    return done, ""


def _written(
    root: Path, scored: Scored, options: CheckInOptions, entry: NewCheckIn
) -> WrittenCheckIn:
    changes = placed(root, scored.forest, entry, is_file=options.is_file)
    if not options.is_dry:
        changes.write(root)
    return WrittenCheckIn(entry.objective.id, changes)


def _given(
    goal: Objective, options: CheckInOptions, scored: Scored, author: str | None, day: date
) -> NewCheckIn:
    return NewCheckIn(
        objective=goal,
        day=day,
        author=author,
        confidence=options.confidence,
        values=dict(value_of(goal, written) for written in options.values),
        note=options.note,
        kudos=tuple(kudos_of(written, scored.forest) for written in options.kudos),
    )


def _jumps(entry: NewCheckIn, scored: Scored) -> str:
    """What is odd about the new values, a line for each."""
    scores = scored.objectives[entry.objective.id].key_results
    told = (
        (result.id, jump(result, scores[result.id], entry.values[result.id], scored))
        for result in entry.objective.key_results
        if result.id in entry.values
    )
    return "\n".join(f"Is {name} right? {odd.capitalize()}." for name, odd in told if odd)


def _day(given: date | None, scored: Scored) -> date:
    if given and given > scored.today:
        raise CommandError(f"{given} is still to come", "A check-in tells how things are.")
    return given or scored.today


def _named(objective: str | None, scored: Scored) -> Objective:
    if objective is None:
        raise CommandError("whose check-in is it?", "Name the objective: okrsite checkin OBJECTIVE")
    forest = scored.forest
    name = forest.aliases.get("objective", {}).get(objective, objective)
    if name in forest.objectives:
        return forest.objectives[name]
    if any(Path(path).stem == name for path in forest.unread):
        raise CommandError(f"the objective {name!r} cannot be read", "`okrsite check` says why.")
    near = nearest(name, forest.objectives)
    hint = f"Did you mean {near!r}?" if near else "`okrsite status` shows them."
    raise CommandError(f"there is no objective {name!r}", hint)


def _due(options: CheckInOptions, scored: Scored) -> list[Objective]:
    if not options.me:
        raise CommandError(
            "whose goals are they?", "Give --me, set OKRSITE_ME, or name the objective."
        )
    me = known_person(options.me, scored.forest)
    items = due_items(scored, me)
    return [scored.forest.objectives[item.id] for item in items if item.kind == "check-in"]


def _refuse_silence(goals: list[Objective], terminal: Terminal) -> None:
    if not terminal.can_ask:
        names = ", ".join(goal.id for goal in goals)
        raise CommandError(
            f"there is nobody to ask about {names}",
            "Name one objective and give --value, --confidence or --note.",
        )
