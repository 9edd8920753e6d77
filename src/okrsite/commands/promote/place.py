"""Place: the objective that a promoted KPI becomes a key result of, there already or new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from msgspec import Struct

from okrsite.commands.authoring.front_matter import changed_settings, document_text, toml_lines
from okrsite.commands.authoring.inventory import Inventory
from okrsite.commands.authoring.toml_text import with_new_table
from okrsite.commands.draft import Draft
from okrsite.commands.errors import CommandError
from okrsite.commands.lookup import find_objective
from okrsite.commands.new.objective import current_cycle
from okrsite.model.goals import GoalKey, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.names import Purpose
from okrsite.model.people import Cycle
from okrsite.model.scored import Scored
from okrsite.model.standing import is_open


class KeyResultPlace(Struct, frozen=True):
    """The key result that is to be, its cycle, and what writes it from its fields."""

    goal: GoalKey
    cycle: Cycle
    write: Callable[[Mapping[str, Any]], Draft]


def place_in(draft: Draft, scored: Scored, name: str, kpi: Kpi) -> KeyResultPlace:
    """The place at the end of an objective's key results.

    Raises `CommandError` where it cannot have one on that KPI.
    """
    objective = _open_objective(scored, name)
    there = next((result for result in objective.key_results if result.kpi == kpi.id), None)
    if there:
        message = f"{name} has a key result on {kpi.id}, {there.id!r}"
        raise CommandError(message, f"Change it at {there.span}.")
    choices = (kpi.id, *(f"{kpi.id}-{number}" for number in range(2, 1000)))
    id_ = next(choice for choice in choices if objective.key_result(choice) is None)
    write = partial(_added, draft, objective.span.path)
    return KeyResultPlace(GoalKey(objective.id, id_), scored.forest.cycle_of(objective), write)


def place_alone(draft: Draft, scored: Scored, kpi: Kpi, purpose: Purpose) -> KeyResultPlace:
    """The place in an objective of its own, a draft of the current cycle.

    Raises `CommandError` where there is no open cycle, or the objective's name is taken.
    """
    inventory = Inventory(draft.workspace, draft.goals.content.documents)
    cycle = scored.forest.cycles[current_cycle(inventory)]
    is_repair = purpose == "repair"
    id_ = inventory.free("objective", f"{purpose} {kpi.id}", cycle=cycle.id)
    head = {
        "title": f"Bring {kpi.title} back into its range"
        if is_repair
        else f"A leap in {kpi.title}",
        "cycle": cycle.id,
        "team": kpi.team,
        "owner": kpi.owner,
        "state": "draft",
        "perspective": kpi.perspective,
    }
    path = f"content/objectives/{cycle.id}/{id_}.md"
    return KeyResultPlace(GoalKey(id_, kpi.id), cycle, partial(_new, draft, path, toml_lines(head)))


def _added(draft: Draft, path: str, fields: Mapping[str, Any]) -> Draft:
    change = partial(with_new_table, key="key_results", fields=fields)
    return draft.with_files({path: changed_settings(draft.read(path), change)})


def _new(draft: Draft, path: str, head: list[str], fields: Mapping[str, Any]) -> Draft:
    text = document_text([*head, "", "[[key_results]]", *toml_lines(fields)])
    return draft.with_files({path: text.encode()})


def _open_objective(scored: Scored, name: str) -> Objective:
    objective = find_objective(name, scored.forest)
    if not is_open(scored.forest.cycle_of(objective), scored.today):
        raise CommandError(f"the cycle of {objective.id} is closed", "Name a goal of an open one.")
    return objective


def refuse_due(due: date | None, cycle: Cycle) -> None:
    """Raise `CommandError` for a day that is not within a cycle."""
    if due and not cycle.start < due <= cycle.end:
        message = f"{due} is not within {cycle.id}, {cycle.start} to {cycle.end}"
        raise CommandError(message, "Give a --due inside the cycle, or leave it out.")
