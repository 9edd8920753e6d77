"""Side: one of two states of the goals, with what its changes are judged by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from okrsite.model.document import Document, Entity
from okrsite.model.goals import GoalKey, Objective
from okrsite.model.measure import Range
from okrsite.model.names import CycleId, Kind, KpiId, Visibility
from okrsite.model.settings import DefaultVisibility
from okrsite.pipeline.naming import is_beside_kpi
from okrsite.pipeline.visibility import own_visibility


class ComparedSide(Struct, frozen=True):
    """One state of the goals.

    Attributes:
        documents: The documents that may have changed; those with mistakes compare to nothing.
        defaults: How closed a document is that does not say so itself.
        cycles: The first and the last day of every cycle that is known.
        ranges: The range of every KPI that is known.
        starts: The value that a key result starts from, where it is known.
        present: The kinds and names, ids and aliases, of all that is there, compared or not, with
            the id in use.
    """

    documents: tuple[Document, ...]
    defaults: DefaultVisibility = DefaultVisibility()
    cycles: Mapping[CycleId, tuple[date, date]] = {}
    ranges: Mapping[KpiId, Range] = {}
    starts: Mapping[GoalKey, float] = {}
    present: Mapping[tuple[Kind, str], str] = {}

    def visibility(self, entity: Entity, kind: Kind) -> Visibility:
        """How closed something is, by itself or by the default of its kind."""
        return own_visibility(entity, kind, self.defaults)

    def end_of(self, objective: Objective) -> date | None:
        """The last day of an objective's cycle."""
        days = self.cycles.get(objective.cycle or "")
        return days[1] if days else None


def is_broken(document: Document) -> bool:
    """Whether a mistake keeps a document from being understood as a whole."""
    return any(finding.severity == "error" for finding in document.findings)


def names_in_use(documents: tuple[Document, ...]) -> dict[tuple[Kind, str], str]:
    """The id in use by every kind and name, ids before aliases; unreadable ones by their file."""
    found: dict[tuple[Kind, str], str] = {}
    for document in documents:
        for alias in getattr(document.entity, "aliases", ()):
            found.setdefault((document.kind, alias), document.id)
    own = (document for document in documents if not is_beside_kpi(document))
    return found | {(document.kind, document.id): document.id for document in own}
