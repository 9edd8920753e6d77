"""What is due: check-ins, reviews, values, closes, late or within a week, and what settles each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from okrsite.commands.ownership import is_person, owns_objective
from okrsite.model.kpis import Kpi
from okrsite.model.scored import Scored

SOON = timedelta(days=7)
ONE_DAY = timedelta(days=1)

DueKind = Literal["check-in", "review", "values", "close", "look back"]


class DueItem(Struct, frozen=True):
    """What a goal, a KPI or a cycle is due, by its id and day, and the command that settles it.

    `has_none` tells that there never was one, so that nobody knows how late the first one is.
    """

    day: date
    kind: DueKind
    id: str
    settle: str
    owner: str = ""
    has_none: bool = False


def due_items(scored: Scored, person: str | None) -> list[DueItem]:
    """What is late or due within a week by its day, of everybody or of one person.

    A cycle that is over asks for one thing, its close, and its goals for nothing more.
    """
    items = [*_checkins(scored, person), *_reviews(scored, person), *_values(scored, person)]
    # Everybody takes part in the close of a cycle, and nobody owns it.
    items += _cycles(scored)
    soon = [item for item in items if item.day <= scored.today + SOON]
    return sorted(soon, key=lambda item: (item.kind != "close", item.day, item.kind, item.id))


def _checkins(scored: Scored, person: str | None) -> Iterator[DueItem]:
    for name, score in scored.objectives.items():
        objective = scored.forest.objectives[name]
        is_wanted = person is None or owns_objective(person, objective)
        if is_wanted and score.counts and score.next_due is not None:
            yield DueItem(
                score.next_due,
                "check-in",
                name,
                f"okrsite checkin {name}",
                objective.owner or "",
                score.last_checkin is None,
            )


def _reviews(scored: Scored, person: str | None) -> Iterator[DueItem]:
    for kpi in _kpis(scored, person):
        score = scored.kpis[kpi.id]
        if score.next_review_due is not None:
            settle = f"a line in `reviews` of {kpi.span.path}"
            has_none = score.last_review is None
            yield DueItem(
                score.next_review_due, "review", kpi.id, settle, kpi.owner or "", has_none
            )


def _values(scored: Scored, person: str | None) -> Iterator[DueItem]:
    """The KPIs that are stale; a formula's values come from what it is made of."""
    for kpi in _kpis(scored, person):
        score = scored.kpis[kpi.id]
        if score.health == "stale" and score.as_of and not kpi.formula:
            yield DueItem(score.as_of, "values", kpi.id, _bringing(kpi), kpi.owner or "")


def _bringing(kpi: Kpi) -> str:
    if kpi.source:
        return f"okrsite fetch --only {kpi.id}"
    return f"a row in {kpi.span.path.removesuffix('.md')}.csv"


def _kpis(scored: Scored, person: str | None) -> list[Kpi]:
    kpis = scored.forest.kpis.values()
    return [kpi for kpi in kpis if person is None or is_person(kpi.owner, person)]


def _cycles(scored: Scored) -> Iterator[DueItem]:
    for cycle in scored.forest.cycles.values():
        if cycle.end >= scored.today:
            continue
        if cycle.closed is None:
            yield DueItem(cycle.end + ONE_DAY, "close", cycle.id, f"okrsite close {cycle.id}")
        elif not cycle.body:
            settle = f"what was learned, in {cycle.span.path}"
            yield DueItem(cycle.closed, "look back", cycle.id, settle)
