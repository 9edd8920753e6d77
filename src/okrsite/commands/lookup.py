"""Lookup: what somebody means by a name on the command line, or what they may have meant."""

from __future__ import annotations

from collections.abc import Collection

from okrsite.commands.errors import CommandError
from okrsite.model.forest import Forest
from okrsite.model.goals import Objective
from okrsite.model.kpis import Kpi
from okrsite.model.names import Kind
from okrsite.model.people import Cycle
from okrsite.pipeline.suggest import nearest

# As many names as fit a line or two of an error message.
MOST_NAMES = 8


def find_objective(name: str, forest: Forest) -> Objective:
    """The objective of an id or an old id; raises `CommandError` for a name that is none's."""
    return forest.objectives[known_id("objective", name, forest.objectives, forest)]


def find_kpi(name: str, forest: Forest) -> Kpi:
    """The KPI of an id or an old id; raises `CommandError` for a name that is none's."""
    return forest.kpis[known_id("kpi", name, forest.kpis, forest)]


def find_cycle(name: str, forest: Forest) -> Cycle:
    """The cycle of an id or an old id; raises `CommandError` for a name that is none's."""
    return forest.cycles[known_id("cycle", name, forest.cycles, forest)]


def find_person(name: str, forest: Forest) -> str:
    """The id of a person, whatever the case; any name will do while the site has no people.

    Raises `CommandError` for a name that is nobody's.
    """
    if not forest.has_people:
        return name
    folded = {id_.casefold(): id_ for id_ in forest.people}
    return known_id("person", folded.get(name.casefold(), name), forest.people, forest)


def known_id(kind: Kind, name: str, known: Collection[str], forest: Forest) -> str:
    """The id in use of a name; raises `CommandError` with a suggestion for a name that is none's.

    A document that is there but has mistakes is told as that.
    """
    id_ = forest.aliases.get(kind, {}).get(name, name)
    if id_ in known:
        return id_
    if any(kind == subject.kind and id_ == subject.id for subject in forest.unread.values()):
        raise CommandError(
            f"the {_noun(kind)} {name!r} cannot be read", "`okrsite check` says why."
        )
    raise unknown(kind, name, known)


def unknown(kind: Kind, name: str, known: Collection[str]) -> CommandError:
    """The error about a name that is none's: the nearest one, or those there are."""
    near = nearest(name, known)
    hint = f"Did you mean {near!r}?" if near else _how_to_make(kind, sorted(known))
    return CommandError(f"there is no {_noun(kind)} {name!r}", hint)


def _noun(kind: Kind) -> str:
    return "KPI" if kind == "kpi" else kind


def _how_to_make(kind: Kind, ids: list[str]) -> str:
    more = " and more" if len(ids) > MOST_NAMES else ""
    some = f"There are {', '.join(ids[:MOST_NAMES])}{more}. " if ids else ""
    return f"{some}`okrsite new {kind}` makes one."
