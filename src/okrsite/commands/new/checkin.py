"""`okrsite new checkin`: a check-in of an objective, each value checked against its key result."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Any

import click
from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.authoring.front_matter import document_text, toml_lines
from okrsite.commands.authoring.inventory import Inventory, read_inventory
from okrsite.commands.authoring.slug import slug
from okrsite.commands.errors import CommandError
from okrsite.commands.new.checkin_values import checked_value
from okrsite.commands.new.key_result import NUMBER, number
from okrsite.commands.options import DAY
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal
from okrsite.model.document import Document
from okrsite.model.goals import CheckIn, Objective


class CheckInOptions(Struct, frozen=True):
    """What the command line says of a check-in beside its objective."""

    values: tuple[str, ...]
    confidence: float | None
    note: str
    author: str | None
    day: date | None

    @property
    def says_something(self) -> bool:
        """Whether there is anything beside who and when."""
        return bool(self.values or self.note or self.confidence is not None)


@click.command("checkin")
@click.argument("objective")
@click.option("--value", "values", multiple=True, metavar="KEY_RESULT=VALUE", help="Repeatable.")
@click.option("--confidence", type=click.FloatRange(0, 10), help="Will we make it? 0 to 10.")
@click.option("--note", help="What happened, what blocks us, what comes next.", default="")
@click.option("--author", envvar="OKRSITE_ME", help="Who checks in; OKRSITE_ME unless given.")
@click.option("--date", "day", type=DAY, help="The day; today unless given.")
@click.pass_obj
def checkin(terminal: Terminal, /, objective: str, **given: Any) -> CommandResult:
    """Write a check-in for the OBJECTIVE.

    On a terminal it asks for what is not given. A second one of the same day has its author in the
    name of its file; one author checks in once a day.
    """
    options = CheckInOptions(**given)
    inventory = read_inventory(Path.cwd())
    inventory.known("objective", objective)
    goal = _find_objective(inventory, objective)
    author = inventory.known_person(options.author)
    on = options.day or inventory.workspace.today
    _refuse_second(inventory, goal, on, author)
    if terminal.can_ask and not options.says_something:
        options = _asked(options, goal, terminal)
    if not options.says_something:
        raise click.UsageError("a check-in says something: give --value, --confidence or --note")
    lines = toml_lines(
        {
            "objective": goal.id,
            "date": on,
            "author": author,
            "confidence": options.confidence,
            "values": dict(checked_value(goal, written) for written in options.values),
        }
    )
    stem = f"content/checkins/{goal.cycle or 'backlog'}/{on}-{goal.id}"
    text = document_text(lines, options.note)
    _refuse_same(inventory, stem, text)
    return inventory.write(_free_path(inventory, stem, author), text)


def _asked(options: CheckInOptions, goal: Objective, terminal: Terminal) -> CheckInOptions:
    """What somebody answers; an empty answer leaves a thing out."""
    measured = (result for result in goal.key_results if not result.kpi)
    answers = [(result.id, terminal.ask(f"{result.title}: its value?", "")) for result in measured]
    values = [f"{id_}={answer}" for id_, answer in answers if answer]
    sure = terminal.ask("Will we make it, from 0 to 10?", "")
    if sure and not (re.fullmatch(NUMBER, sure) and 0 <= float(sure) <= 10):
        raise CommandError(f"{sure!r} is no number from 0 to 10", "Such as 7.")
    note = terminal.ask("What happened, what blocks us, what comes next?", "")
    confidence = float(number(sure)) if sure else None
    return replace(options, values=tuple(values), confidence=confidence, note=note)


def _refuse_second(inventory: Inventory, goal: Objective, on: date, author: str | None) -> None:
    """Refuse a second check-in of one author on one day, which would be a mistake in the files."""
    checkins = (checkin for document in inventory.documents for checkin in _told_in(document))
    for checkin in checkins:
        same = (checkin.objective in (goal.id, *goal.aliases), checkin.date, checkin.author)
        if author and same == (True, on, author):
            message = f"{author} checked in on {goal.id} on {on} already, in {checkin.span.path}"
            raise CommandError(message, "Change what stands there; an author says one thing a day.")


def _refuse_same(inventory: Inventory, stem: str, text: str) -> None:
    """Refuse a check-in that says word for word what one of that day says, by whoever it is."""
    root = inventory.workspace.root
    for document in inventory.documents:
        if document.path.startswith(stem) and (root / document.path).read_text("utf-8") == text:
            raise CommandError(f"{document.path} says the same already", "Nothing is written.")


def _told_in(document: Document) -> tuple[CheckIn, ...]:
    return (document.entity,) if isinstance(document.entity, CheckIn) else document.checkins


def _free_path(inventory: Inventory, stem: str, author: str | None) -> str:
    """The path of a check-in of a day, with its author or a number where one is there already."""
    taken = {document.path for document in inventory.documents}
    named = [f"{stem}-{slug(author)}"] if author and slug(author) else []
    numbered = (f"{stem}-{number_}" for number_ in count(2))
    return next(
        f"{name}.md" for name in chain([stem], named, numbered) if f"{name}.md" not in taken
    )


def _find_objective(inventory: Inventory, objective: str) -> Objective:
    for document in inventory.of("objective").values():
        entity = document.entity
        if isinstance(entity, Objective) and objective in (entity.id, *entity.aliases):
            return entity
    raise CommandError(f"the objective {objective!r} cannot be read", "`okrsite check` says why.")
