"""Texts: everything that authors wrote to be read, with the document it belongs to."""

from collections.abc import Iterator
from itertools import chain
from operator import attrgetter
from typing import Literal

from msgspec import Struct

from okrsite.model.diagnostic import Subject
from okrsite.model.forest import Forest
from okrsite.model.goals import Objective
from okrsite.model.kpis import Kpi
from okrsite.model.names import Kind, Visibility
from okrsite.model.pages import FreePage
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.prose import Prose

Entity = Objective | Kpi | Team | Person | Cycle | FreePage


class WrittenText(Struct, frozen=True):
    """A piece of prose: where it stands, what it is about, and who may see it."""

    prose: Prose
    path: str
    subject: Subject
    visibility: Visibility


def entities(forest: Forest) -> Iterator[tuple[Kind, Entity]]:
    """Every entity of a forest with its kind, in the order of the tables."""
    return chain(
        (("objective", objective) for objective in forest.objectives.values()),
        (("kpi", kpi) for kpi in forest.kpis.values()),
        (("team", team) for team in forest.teams.values()),
        (("person", person) for person in forest.people.values()),
        (("cycle", cycle) for cycle in forest.cycles.values()),
        (("page", page) for page in forest.pages.values()),
    )


def linking_texts(forest: Forest) -> Iterator[WrittenText]:
    """Every body, text of a key result, note and review of a forest that has inner links."""
    return texts_with(forest, "links")


def texts_with(forest: Forest, part: Literal["links", "unread", "calls"]) -> Iterator[WrittenText]:
    """Those with inner links, with what was meant as a link and is none, or with shortcodes."""
    # Most texts have none, so nothing is made of those.
    part_of = attrgetter(part)
    for kind, entity in entities(forest):
        for prose in (entity.body, *_inner_texts(entity)):
            if part_of(prose):
                yield WrittenText(prose, entity.span.path, Subject(kind, entity.id), level(entity))
    for id_, checkins in forest.checkins.items():
        for checkin in checkins:
            for note in (checkin.note, *(told.note for told in checkin.result_notes.values())):
                if part_of(note):
                    seen_by = checkin.visibility or level(forest.objectives[id_])
                    yield WrittenText(note, checkin.span.path, Subject("objective", id_), seen_by)


def _inner_texts(entity: Entity) -> list[Prose]:
    match entity:
        case Kpi(reviews=reviews):
            return [review.note for review in reviews]
        case Objective(key_results=key_results):
            return [result.text for result in key_results]
        case _:
            return []


def level(entity: Entity) -> Visibility:
    """Who may see an entity; a forest has settled that for all."""
    return entity.visibility or "internal"
