"""Upcoming: what is due in the next weeks, day by day, and who has to act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from okrsite.api import Kpi, Objective, ObjectiveScore, Subject, Team
from okrsite.api.pages import Anchor, PageContext, PersonId, about, person_link
from okrsite.model.standing import is_open
from okrsite.pipeline.present.attention import movers

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


def due_ahead(ctx: PageContext) -> dict[PersonId, list[Due]]:
    """For everybody what falls due in the next weeks, the soonest first.

    Who owns a goal also sees the key results of it that others answer for.
    """
    found: dict[PersonId, set[Due]] = {}
    last = ctx.today + timedelta(weeks=WEEKS)
    for due in _all_due(ctx):
        if ctx.today <= due.day <= last:
            for person in {due.person, _watcher(ctx, due)} - {None}:
                found.setdefault(person or "", set()).add(due)
    return {person: sorted(known) for person, known in found.items()}


def due_soon(ctx: PageContext, days: int) -> list[Due]:
    """Whatever falls due from today on within so many days, each thing once, the soonest first."""
    last = ctx.today + timedelta(days=days)
    found = {
        (due.day, due.kind, due.subject): due
        for due in _all_due(ctx)
        if ctx.today <= due.day <= last
    }
    return sorted(found.values())


def due_line(ctx: PageContext, due: Due) -> DueLine:
    """Something due as it is read."""
    team = ctx.find(Team, due.lead_of)
    return DueLine(
        iso=due.day.isoformat(),
        day=ctx.numbers.short_day(due.day),
        text=ctx.words[f"due.{due.kind}"],
        about=about(ctx, due.subject),
        whose=person_link(ctx, due.person),
        role=ctx.words.say("due.as_lead", team=team.title) if team else "",
    )


def due_title(ctx: PageContext) -> str:
    """The heading of what is ahead: up to which day."""
    last = ctx.today + timedelta(weeks=WEEKS)
    return ctx.words.say("due.title", day=ctx.numbers.short_day(last))


def _all_due(ctx: PageContext) -> Iterator[Due]:
    for objective in ctx.all(Objective):
        score = ctx.objective_score(objective.id)
        if score.counts:
            yield from _of_goal(ctx, objective, score)
    for kpi in ctx.all(Kpi):
        due = ctx.kpi_score(kpi.id).next_review_due
        if due is not None:
            yield _due(ctx, due, "review", Subject("kpi", kpi.id))


def _of_goal(ctx: PageContext, goal: Objective, score: ObjectiveScore) -> Iterator[Due]:
    cycle, whole = ctx.cycle_of(goal), Subject("objective", goal.id)
    if score.next_due is not None:
        kind: DueKind = "checkin" if score.confidence is not None else "confidence"
        yield _due(ctx, score.next_due, kind, whole)
    for result in goal.key_results:
        if result.due and score.key_results[result.id].status != "done":
            yield _due(ctx, result.due, "result", Subject("objective", goal.id, result.id))
    if is_open(cycle, ctx.today):
        owner = _due(ctx, cycle.end, "cycle", whole)
        yield Due(cycle.end, "cycle", Subject("cycle", cycle.id), owner.person)


def _due(ctx: PageContext, day: date, kind: DueKind, subject: Subject) -> Due:
    person, team = movers(ctx, subject)
    return Due(day, kind, subject, person, "" if _owner(ctx, subject) else team or "")


def _owner(ctx: PageContext, subject: Subject) -> PersonId | None:
    if subject.kind == "kpi":
        return ctx.kpi(subject.id).owner
    goal = ctx.objective(subject.id)
    result = goal.key_result(subject.key_result)
    return (result.owner if result else None) or goal.owner


def _watcher(ctx: PageContext, due: Due) -> PersonId | None:
    return ctx.objective(due.subject.id).owner if due.kind == "result" else None
