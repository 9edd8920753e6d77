"""Visibility: how closed each document is, and what an audience may see."""

from typing import cast

from okrsite.model.document import Entity
from okrsite.model.names import Kind, Visibility
from okrsite.model.provenance import Provenance
from okrsite.model.series import Series
from okrsite.model.settings import DefaultVisibility

LEVELS: dict[Visibility, int] = {"public": 0, "internal": 1, "confidential": 2}


def may_see(audience: Visibility, visibility: Visibility) -> bool:
    """Whether an audience sees what is that closed: its own level and the more open ones."""
    return LEVELS[visibility] <= LEVELS[audience]


def more_closed(one: Visibility, other: Visibility) -> Visibility:
    """The more closed of two."""
    return one if LEVELS[one] >= LEVELS[other] else other


def is_unclear(entity: Entity) -> bool:
    """Whether a visibility was written that could not be understood."""
    if isinstance(entity, Series | Provenance):
        return False
    return entity.visibility is None and "visibility" in entity.places


def own_visibility(entity: Entity, kind: Kind, defaults: DefaultVisibility) -> Visibility:
    """What a document says of itself, else the default of its kind.

    A check-in that says nothing is as open as its objective lets it be, a series or provenance
    as its KPI.
    """
    if isinstance(entity, Series | Provenance):
        return "public"
    if entity.visibility:
        return entity.visibility
    return "public" if kind == "checkin" else cast("Visibility", getattr(defaults, kind))
