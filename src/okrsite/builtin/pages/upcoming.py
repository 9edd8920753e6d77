"""Due: what falls due in the weeks ahead, day by day, and whose move it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from okrsite.api import Objective, ObjectiveScore, Subject
from okrsite.api.pages import Anchor, PersonId, Site, about, is_closed, movers, person_link

WEEKS = 3
DueKind = Literal["checkin", "confidence", "result", "review", "cycle"]


class Due(Struct, frozen=True, order=True):
    """Something that falls due on a day; `person` is whose move it is, None where nobody's.

    `lead_of` is the team as whose lead they are asked, because nobody owns the thing itself.
    """

    day: date
    kind: DueKind
    subject: Subject
    person: PersonId | None
    lead_of: str = ""


class DueLine(Struct, frozen=True, kw_only=True):
    """A day, what is to be done, with what, and by whom."""

    iso: str
    day: str
    text: str
    about: Anchor
    whose: Anchor | None
    role: str


def due_ahead(site: Site) -> dict[PersonId, list[Due]]:
    """For everybody what falls due in the next weeks, the soonest first.

    Who owns a goal also sees the key results of it that others answer for.
    """
    found: dict[PersonId, set[Due]] = {}
    last = site.today + timedelta(weeks=WEEKS)
    for each in _everything(site):
        if site.today <= each.day <= last:
            for person in {each.person, _watcher(site, each)} - {None}:
                found.setdefault(person or "", set()).add(each)
    return {person: sorted(known) for person, known in found.items()}


def due_line(site: Site, root: str, due: Due) -> DueLine:
    """Something due as it is read."""
    team = site.forest.teams.get(due.lead_of)
    return DueLine(
        iso=due.day.isoformat(),
        day=site.numbers.short_day(due.day),
        text=site.words[f"due.{due.kind}"],
        about=about(site, root, due.subject),
        whose=person_link(site, root, due.person),
        role=site.words.say("due.as_lead", team=team.title) if team else "",
    )


def due_title(site: Site) -> str:
    """The heading of what is ahead: up to which day."""
    last = site.today + timedelta(weeks=WEEKS)
    return site.words.say("due.title", day=site.numbers.short_day(last))


def _everything(site: Site) -> Iterator[Due]:
    for id_, score in site.scored.objectives.items():
        if score.counts:
            yield from _of_goal(site, site.forest.objectives[id_], score)
    for id_, kpi_score in site.scored.kpis.items():
        if kpi_score.next_review_due is not None:
            yield _due(site, kpi_score.next_review_due, "review", Subject("kpi", id_))


def _of_goal(site: Site, goal: Objective, score: ObjectiveScore) -> Iterator[Due]:
    cycle, whole = site.forest.cycles[goal.cycle], Subject("objective", goal.id)
    if score.next_due is not None:
        kind: DueKind = "checkin" if score.confidence is not None else "confidence"
        yield _due(site, score.next_due, kind, whole)
    for result in goal.key_results:
        if result.due and score.key_results[result.id].status != "done":
            yield _due(site, result.due, "result", Subject("objective", goal.id, result.id))
    if not is_closed(site, cycle):
        owner = _due(site, cycle.end, "cycle", whole)
        yield Due(cycle.end, "cycle", Subject("cycle", cycle.id), owner.person)


def _due(site: Site, day: date, kind: DueKind, subject: Subject) -> Due:
    person, team = movers(site, subject)
    return Due(day, kind, subject, person, "" if _owner(site, subject) else team or "")


def _owner(site: Site, subject: Subject) -> PersonId | None:
    if subject.kind == "kpi":
        return site.forest.kpis[subject.id].owner
    goal = site.forest.objectives[subject.id]
    result = goal.key_result(subject.key_result)
    return (result.owner if result else None) or goal.owner


def _watcher(site: Site, due: Due) -> PersonId | None:
    return site.forest.objectives[due.subject.id].owner if due.kind == "result" else None
