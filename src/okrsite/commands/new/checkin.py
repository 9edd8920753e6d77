"""`okrsite new checkin`: a check-in of an objective, each value checked against its key result."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Any, assert_never

import click
from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.authoring.front_matter import document_text, toml_lines
from okrsite.commands.authoring.inventory import Inventory, read_inventory
from okrsite.commands.authoring.slug import slug
from okrsite.commands.errors import CommandError
from okrsite.commands.new.key_result import NUMBER, number, refuse_foreign_numbers
from okrsite.commands.options import DAY
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal
from okrsite.model.goals import KeyResult, Objective
from okrsite.model.measure import (
    ZONES,
    Custom,
    Guardrail,
    Metric,
    Milestones,
    NumberZones,
    Relative,
    Zones,
)


class CheckInOptions(Struct, frozen=True):
    """What the command line says of a check-in beside its objective."""

    values: tuple[str, ...]
    confidence: float | None
    note: str
    author: str | None
    day: date | None


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
    name of its file.
    """
    options = CheckInOptions(**given)
    inventory = read_inventory(Path.cwd())
    inventory.known("objective", objective)
    goal = _find_objective(inventory, objective)
    author = inventory.known_person(options.author)
    if terminal.can_ask and not (options.values or options.note or options.confidence is not None):
        options = _asked(options, goal, terminal)
    on = options.day or inventory.workspace.today
    lines = toml_lines(
        {
            "objective": goal.id,
            "date": on,
            "author": author,
            "confidence": options.confidence,
            "values": dict(_value(goal, written) for written in options.values),
        }
    )
    path = _free_path(
        inventory, f"content/checkins/{goal.cycle or 'backlog'}/{on}-{goal.id}", author
    )
    return inventory.write(path, document_text(lines, options.note))


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


def _value(goal: Objective, written: str) -> tuple[str, Any]:
    name, mark, text = written.partition("=")
    key_result = goal.key_result(name.strip())
    if not mark or key_result is None:
        known = ", ".join(result.id for result in goal.key_results) or "none"
        raise CommandError(f"{written!r} names no key result of {goal.id}", f"It has {known}.")
    return key_result.id, _measured_value(key_result, text.strip())


def _measured_value(key_result: KeyResult, text: str) -> Any:
    """The value as the file has it; raises `CommandError` where the measure takes no such value."""
    if key_result.kpi:
        raise CommandError(
            f"{key_result.id} takes its value from the KPI {key_result.kpi!r}",
            "Put the value into the KPI's CSV file.",
        )
    match key_result.measure:
        case Metric() | Relative() | Guardrail():
            return _number(key_result, text)
        case Milestones(steps):
            return _one_of(key_result, text, tuple(step.id for step in steps))
        case Zones():
            return _share_or_zone(key_result, text)
        case NumberZones():
            return text if text in ZONES else _number(key_result, text)
        case Custom():
            return number(text) if re.fullmatch(NUMBER, text) else text
        case _:
            assert_never(key_result.measure)


def _number(key_result: KeyResult, text: str) -> float:
    refuse_foreign_numbers(text)
    if not re.fullmatch(NUMBER, text):
        raise CommandError(f"{key_result.id} takes a number, not {text!r}", "Such as 4.5.")
    return number(text)


def _share_or_zone(key_result: KeyResult, text: str) -> float | str | list[str]:
    if not re.fullmatch(NUMBER, text):
        return _one_of(key_result, text, tuple(ZONES))
    share = number(text)
    if not 0 <= share <= 1:
        help_ = f"Name a zone ({', '.join(ZONES)}) or give a share between 0 and 1."
        raise CommandError(f"{key_result.id} takes no {text}", help_)
    return share


def _one_of(key_result: KeyResult, text: str, known: tuple[str, ...]) -> str | list[str]:
    names = [name.strip() for name in text.split(",")]
    if unknown := [name for name in names if name not in known]:
        raise CommandError(f"{key_result.id} has no {unknown[0]!r}", f"It has {', '.join(known)}.")
    return names if len(names) > 1 else names[0]
