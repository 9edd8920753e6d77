"""Texts: everything that authors wrote to be read, with the document it belongs to."""

from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from okrsite.api import (
    Cycle,
    Forest,
    FreePage,
    Kind,
    Kpi,
    Objective,
    Person,
    Prose,
    Subject,
    Team,
    Visibility,
)

Entity = Objective | Kpi | Team | Person | Cycle | FreePage


class Text(Struct, frozen=True):
    """A piece of prose: where it stands, what it is about, and who may see it."""

    prose: Prose
    path: str
    subject: Subject
    visibility: Visibility


def entities(forest: Forest) -> Iterator[tuple[Kind, Entity]]:
    """Every entity of a forest with its kind, in the order of the tables."""
    return chain(
        (("objective", each) for each in forest.objectives.values()),
        (("kpi", each) for each in forest.kpis.values()),
        (("team", each) for each in forest.teams.values()),
        (("person", each) for each in forest.people.values()),
        (("cycle", each) for each in forest.cycles.values()),
        (("page", each) for each in forest.pages.values()),
    )


def linking_texts(forest: Forest) -> Iterator[Text]:
    """Every body, note of a check-in and review of a forest that has inner links."""
    for kind, each in entities(forest):
        reviews = [review.note for review in each.reviews] if isinstance(each, Kpi) else ()
        for prose in (each.body, *reviews):
            if prose.links:
                yield Text(prose, each.span.path, Subject(kind, each.id), level(each))
    for id_, checkins in forest.checkins.items():
        for checkin in checkins:
            if checkin.note.links:
                seen_by = checkin.visibility or level(forest.objectives[id_])
                yield Text(checkin.note, checkin.span.path, Subject("objective", id_), seen_by)


def level(entity: Entity) -> Visibility:
    """Who may see an entity; a forest has settled that for each."""
    return entity.visibility or "internal"
