"""`okrsite log`: who changed which goal, when, in which commit and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import click

from okrsite.commands.completion import GOAL_OR_KPI
from okrsite.commands.errors import CommandError
from okrsite.commands.goals import Goals, read_goals
from okrsite.commands.options import DAY, choice
from okrsite.commands.past import past_of
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal
from okrsite.commands.workspace import open_workspace
from okrsite.model.diagnostic import Subject
from okrsite.model.history import Commit, History, HistoryEntry
from okrsite.model.names import Visibility
from okrsite.pipeline.compare.reports.json import change_row
from okrsite.pipeline.compare.reports.sentences import name_of, sentence
from okrsite.pipeline.report import StyledText, painted, plain
from okrsite.pipeline.report.json import encode
from okrsite.pipeline.report.styled_text import Style, visible
from okrsite.pipeline.suggest import nearest

Form = Literal["text", "json"]
ID_LENGTH = 10


@click.command("log", short_help="Show who moved which target, when and why.")
@click.argument("id_", metavar="[ID]", required=False, type=GOAL_OR_KPI)
@click.option("--since", type=DAY, help="Only what happened from this day on.")
@click.option(
    "--format",
    "form",
    type=choice(Form),
    default="text",
    show_default=True,
    help="For people, or for other programs.",
)
@click.option("--audience", type=choice(Visibility), help="Tell only what this audience may see.")
@click.option("--today", type=DAY, help="The last day to tell of.")
@click.pass_obj
def command(terminal: Terminal, /, **given: Any) -> CommandResult:
    """Show what became of the goals and KPIs from commit to commit, the newest first.

    With an ID only of one objective, KPI, team, person or cycle, or of one key result, as in
    `keep-customers#churn`; old ids are followed. Check-ins are not among it, unless one was
    rewritten. What was ever closed to the audience shows no older state. Without --audience, it is
    that of the site.
    """
    workspace = open_workspace(Path.cwd(), given["today"])
    terminal.progress("Reading the history…")
    audience: Visibility = given["audience"] or workspace.settings.build.audience
    goals = read_goals(workspace, audience, without_broken=True)
    history = past_of(workspace, goals)
    if not history.is_known:
        raise CommandError("no git repository tells the history", "`git init` begins one.")
    entries = _asked(history, goals, given["id_"], given["since"])
    note = "This clone is shallow: older commits are not in it." if history.is_shallow else ""
    if given["form"] == "json":
        return CommandResult(encode([_row(entry) for entry in entries]), note)
    parts = tuple(_text(entries))
    return CommandResult(painted(parts) if terminal.colour else plain(parts), note)


def _asked(
    history: History, goals: Goals, id_: str | None, since: date | None
) -> list[HistoryEntry]:
    """The entries about one thing, or about all, from a day on.

    Raises `CommandError` where neither the goals nor the history know the id.
    """
    entries = [entry for entry in history.entries if since is None or entry.commit.day >= since]
    if id_ is None:
        return entries
    asked, _, result = id_.partition("#")
    forest = goals.scored.forest
    old = {name: new for table in forest.aliases.values() for name, new in table.items()}
    ids = {asked, old.get(asked, asked)}
    tables = (forest.objectives, forest.kpis, forest.teams, forest.people, forest.cycles)
    known = {name for table in tables for name in table}
    for entry in history.entries:
        known |= {entry.subject.id} if entry.subject else set()
        if entry.change.change == "renamed" and entry.change.before == asked and entry.subject:
            ids.add(entry.subject.id)
    if not ids & known:
        near = nearest(asked, sorted(known))
        raise CommandError(f"there is no {asked!r}", f"Did you mean {near!r}?" if near else "")
    return [entry for entry in entries if _is_about(entry.subject, ids, result)]


def _is_about(subject: Subject | None, ids: set[str], result: str) -> bool:
    if subject is None or subject.id not in ids:
        return False
    return not result or subject.key_result == result


def _row(entry: HistoryEntry) -> dict[str, Any]:
    """An entry for other programs: the change as `diff` gives it, and its commit."""
    commit = entry.commit
    return {
        **change_row(entry.change),
        "date": commit.day.isoformat(),
        "author": commit.author or None,
        "commit": commit.id or None,
        "message": commit.message or None,
    }


def _text(entries: Iterable[HistoryEntry]) -> Iterator[StyledText]:
    """The entries below the commits that made them."""
    found = False
    for commit, changes in groupby(entries, lambda entry: entry.commit):
        found = True
        yield from _commit(commit)
        for entry in changes:
            change = entry.change
            style: Style = "warning" if change.direction == "eased" else "plain"
            name = name_of(change.kind, change.id, change.key_result)
            yield StyledText(f"  {visible(name)}", "place")
            yield StyledText(f": {visible(sentence(change))}\n", style)
        yield StyledText("\n")
    if not found:
        yield StyledText("Nothing of this has changed since it is in git.\n")


def _commit(commit: Commit) -> Iterator[StyledText]:
    facts = (commit.day.isoformat(), commit.author, commit.id[:ID_LENGTH])
    yield StyledText(visible(" ".join(filter(None, facts))), "good")
    yield StyledText(f"  {visible(commit.message)}\n" if commit.message else "\n")
