"""What is due: check-ins and reviews that are late or come within a week."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from okrsite.commands.ownership import is_person, owns_objective
from okrsite.model.scored import Scored

SOON = timedelta(days=7)


class DueItem(Struct, frozen=True):
    """The next check-in of an objective or the next review of a KPI, by its id and day.

    `has_none` tells that the objective never had a check-in.
    """

    day: date
    kind: Literal["check-in", "review"]
    id: str
    owner: str = ""
    has_none: bool = False


def due_items(scored: Scored, person: str | None) -> list[DueItem]:
    """What is late or due within a week by its day, of everybody or of one person."""
    items = (*_checkins(scored, person), *_reviews(scored, person))
    soon = [item for item in items if item.day <= scored.today + SOON]
    return sorted(soon, key=lambda item: (item.day, item.kind, item.id))


def _checkins(scored: Scored, person: str | None) -> Iterator[DueItem]:
    for name, score in scored.objectives.items():
        objective = scored.forest.objectives[name]
        is_wanted = person is None or owns_objective(person, objective)
        if is_wanted and score.counts and score.next_due is not None:
            has_none = score.last_checkin is None
            yield DueItem(score.next_due, "check-in", name, objective.owner or "", has_none)


def _reviews(scored: Scored, person: str | None) -> Iterator[DueItem]:
    for name, score in scored.kpis.items():
        kpi = scored.forest.kpis[name]
        is_wanted = person is None or is_person(kpi.owner, person)
        if is_wanted and score.next_review_due is not None:
            yield DueItem(score.next_review_due, "review", name, kpi.owner or "")
