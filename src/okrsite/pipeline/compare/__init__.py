"""Compare: what is another between two states of the goals, by its meaning and not by its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from okrsite.model.change import REWRITTEN, GoalChange
from okrsite.model.document import Document
from okrsite.model.goals import CheckIn, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.names import Kind
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.series import Series
from okrsite.pipeline.compare.checkins import changed_checkins
from okrsite.pipeline.compare.company import changed_cycle, changed_person, changed_team
from okrsite.pipeline.compare.current_names import CurrentNames, renamed_results
from okrsite.pipeline.compare.fields import ComparedThing
from okrsite.pipeline.compare.goals import changed_objective
from okrsite.pipeline.compare.kpis import changed_kpi, changed_series
from okrsite.pipeline.compare.pairs import MatchedPairs, pair
from okrsite.pipeline.compare.presence import added, removed, renamed
from okrsite.pipeline.compare.settings import changed_settings
from okrsite.pipeline.compare.side import ComparedSide, is_broken
from okrsite.pipeline.naming import is_beside_kpi

__all__ = ["changed_settings", "compare", "in_order", "rank"]

Entity = Objective | Kpi | Team | Person | Cycle
EntityKind = Literal["cycle", "kpi", "objective", "person", "team"]
_TYPES: dict[EntityKind, type[Entity]] = {
    "cycle": Cycle,
    "kpi": Kpi,
    "objective": Objective,
    "person": Person,
    "team": Team,
}


def compare(before: ComparedSide, after: ComparedSide) -> tuple[GoalChange, ...]:
    """Every change from one state to the other, the worst first.

    A document that cannot be understood on one side has no changes: its finding tells.
    """
    old, new = _understood(before, after)
    pairs = {
        kind: pair(_entities(old, type_), _entities(new, type_)) for kind, type_ in _TYPES.items()
    }
    names = _current_names(pairs, after)
    changes: list[GoalChange] = []
    for kind, of_kind in pairs.items():
        changes += (removed(kind, thing.id, thing) for thing in of_kind.gone)
        changes += (added(kind, thing.id, thing) for thing in of_kind.new)
        for was, now in of_kind.both:
            changes += _changed_entity(kind, was, now, (before, after), names)
    changes += _changed_values(old, new, pairs["kpi"], names)
    changes += _changed_checkins(old, new, pairs["objective"], names)
    return in_order(changes)


def in_order(changes: Iterable[GoalChange]) -> tuple[GoalChange, ...]:
    """Changes as they are to be read: the past first, then what got easier; within, kind and id."""
    return tuple(
        sorted(
            changes,
            key=lambda change: (
                rank(change),
                change.kind,
                change.id,
                change.key_result,
                change.change,
                change.span,
            ),
        )
    )


def rank(change: GoalChange) -> int:
    """The place of a change in a list: 0 for rewritten history, 5 for what is harmless."""
    if change.change in REWRITTEN:
        return 0
    if change.direction == "eased":
        return 1
    if change.change == "visibility":
        return 2
    if change.change == "removed":
        return 3
    return 4 if change.change == "ignore" or change.kind == "settings" else 5


def _understood(before: ComparedSide, after: ComparedSide) -> tuple[list[Document], list[Document]]:
    """The documents of both sides without those that one of them cannot understand."""
    broken = [document for document in (*before.documents, *after.documents) if is_broken(document)]
    paths = {document.path for document in broken}
    names = {_identity(document) for document in broken}

    def understood(side: ComparedSide) -> list[Document]:
        return [
            document
            for document in side.documents
            if document.path not in paths and _identity(document) not in names
        ]

    return understood(before), understood(after)


def _identity(document: Document) -> tuple[Kind, str, bool]:
    return document.kind, document.id, is_beside_kpi(document)


def _entities(documents: Iterable[Document], type_: type[Entity]) -> list[Entity]:
    entities = (document.entity for document in documents)
    return [entity for entity in entities if isinstance(entity, type_)]


def _current_names(
    pairs: dict[EntityKind, MatchedPairs[Entity]], after: ComparedSide
) -> CurrentNames:
    """What everything is called after the change; an id that is in use is nobody's old name."""
    names = dict(after.present)
    results: dict[tuple[str, str], str] = {}
    for kind, of_kind in pairs.items():
        for was, now in of_kind.both:
            names.setdefault((kind, was.id), now.id)
            if isinstance(was, Objective) and isinstance(now, Objective):
                results |= renamed_results(now.id, pair(was.key_results, now.key_results))
    return CurrentNames(names, results)


def _changed_entity(
    kind: EntityKind,
    was: Entity,
    now: Entity,
    sides: tuple[ComparedSide, ComparedSide],
    names: CurrentNames,
) -> Iterator[GoalChange]:
    if was.id != now.id:
        yield renamed(kind, now.id, was.id, now)
    visibilities = sides[0].visibility(was, kind), sides[1].visibility(now, kind)
    yield from ComparedThing(kind, now.id, now).change("visibility", *visibilities)
    match was, now:
        case Objective(), Objective():
            yield from changed_objective(was, now, sides, names)
        case Kpi(), Kpi():
            yield from changed_kpi(was, now, names)
        case Team(), Team():
            yield from changed_team(was, now, names)
        case Person(), Person():
            yield from changed_person(was, now, names)
        case Cycle(), Cycle():
            yield from changed_cycle(was, now, names)
        case _:
            raise AssertionError(kind)


def _changed_values(
    old: list[Document], new: list[Document], kpis: MatchedPairs[Entity], names: CurrentNames
) -> Iterator[GoalChange]:
    """What was rewritten of the observations of KPIs that are still there."""
    gone = {kpi.id for kpi in kpis.gone}
    now = {series.kpi: series for series in _series(new)}
    for series in _series(old):
        kpi = names.names.get(("kpi", series.kpi), series.kpi)
        if series.kpi not in gone:
            yield from changed_series(kpi, series, now.get(kpi))


def _series(documents: Iterable[Document]) -> list[Series]:
    return [document.entity for document in documents if isinstance(document.entity, Series)]


def _changed_checkins(
    old: list[Document], new: list[Document], objectives: MatchedPairs[Entity], names: CurrentNames
) -> Iterator[GoalChange]:
    """The check-ins that are new, gone or others; those of a new or gone objective go with it."""
    gone = {name for thing in objectives.gone for name in (thing.id, *thing.aliases)}
    added_ = {name for thing in objectives.new for name in (thing.id, *thing.aliases)}
    return changed_checkins(
        [checkin for checkin in _checkins(old) if checkin.objective not in gone],
        [checkin for checkin in _checkins(new) if checkin.objective not in added_],
        names,
    )


def _checkins(documents: Iterable[Document]) -> Iterator[CheckIn]:
    for document in documents:
        yield from document.checkins
        if isinstance(document.entity, CheckIn):
            yield document.entity
