"""Upcoming: what is due in the next weeks, day by day, and who has to act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from okrsite.api import Cycle, Kpi, KpiScore, Milestones, Objective, Subject, Team
from okrsite.api.pages import Anchor, KpiId, ObjectiveId, PageContext, PersonId, about, person_link
from okrsite.pipeline.compute.kpi_window import grace_days
from okrsite.pipeline.compute.rhythm import days_after
from okrsite.pipeline.present.attention import movers

WEEKS = 3
# So far ahead anything is looked for: this week and the three after it.
DAYS_AHEAD = 28
DueKind = Literal[
    "begins", "checkin", "confidence", "reading", "milestone", "result", "review", "cycle"
]


class Due(Struct, frozen=True):
    """Something that falls due on a day; `person` is the owner, None where nobody has to act.

    `lead_of` is the team as whose lead they are asked, because nobody owns the thing itself.
    `milestone` is the id of the milestone of the key result.
    """

    day: date
    kind: DueKind
    subject: Subject
    person: PersonId | None
    lead_of: str = ""
    milestone: str = ""


class DueGoal(Struct, frozen=True, array_like=True):
    """Whatever falls due of a goal, and who has to act at the end of its cycle."""

    person: PersonId | None = None
    ahead: tuple[Due, ...] = ()


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
    for due in due_until(ctx, days_after(ctx.today, 7 * WEEKS)):
        for person in {due.person, _watcher(ctx, due)} - {None}:
            found.setdefault(person or "", set()).add(due)
    return {person: sorted(known, key=_place) for person, known in found.items()}


def due_soon(ctx: PageContext, last: date) -> list[Due]:
    """Whatever falls due from today to a day, each thing once, the soonest first."""
    known = (
        replace(due, person=None) if due.kind == "cycle" else due for due in due_until(ctx, last)
    )
    return list(dict.fromkeys(known))


def due_until(ctx: PageContext, last: date) -> Iterable[Due]:
    """Whatever falls due from today to a day of the next four weeks, for each who has to act.

    The end of a cycle is told to each owner of a goal in it.
    """
    return (due for due in ctx.once(_due_ahead) if due.day <= last)


def due_line(ctx: PageContext, due: Due) -> DueLine:
    """Something due as it is read."""
    team = ctx.find(Team, due.lead_of)
    return DueLine(
        iso=due.day.isoformat(),
        day=ctx.numbers.short_day(due.day),
        text=ctx.words[f"due.{due.kind}"],
        about=due_about(ctx, due),
        whose=person_link(ctx, due.person),
        role=ctx.words.say("due.as_lead", team=team.title) if team else "",
    )


def due_about(ctx: PageContext, due: Due) -> Anchor:
    """What falls due; a milestone by its own title, at the place of its key result."""
    link = about(ctx, due.subject)
    if not due.milestone:
        return link
    result = ctx.objective(due.subject.id).key_result(due.subject.key_result)
    steps = result.measure.steps if result and isinstance(result.measure, Milestones) else ()
    titles = {step.id: step.title for step in steps}
    return Anchor(titles.get(due.milestone, link.text), link.href)


def due_title(ctx: PageContext) -> str:
    """The heading of what is ahead: up to which day."""
    last = days_after(ctx.today, 7 * WEEKS)
    return ctx.words.say("due.title", day=ctx.numbers.short_day(last))


def _due_ahead(ctx: PageContext) -> tuple[Due, ...]:
    last = days_after(ctx.today, DAYS_AHEAD)
    found = {due for due in _all_due(ctx) if ctx.today <= due.day <= last}
    return tuple(sorted(found, key=_place))


def _place(due: Due) -> tuple[date, DueKind, Subject, str, str]:
    return due.day, due.kind, due.subject, due.milestone, due.person or ""


def _all_due(ctx: PageContext) -> Iterator[Due]:
    of_goals = dict(zip(ctx.ids(Objective), ctx.rows(Objective, _due_of_goal), strict=True))
    for cycle in ctx.all(Cycle):
        if ctx.is_open(cycle):
            goals = ctx.cycle_score(cycle.id).objectives
            yield from _of_cycle(cycle, [of_goals[goal] for goal in goals])
    yield from chain.from_iterable(ctx.rows(Kpi, _due_of_kpi))


def _of_cycle(cycle: Cycle, goals: Sequence[DueGoal]) -> Iterator[Due]:
    whole = Subject("cycle", cycle.id)
    yield Due(cycle.start, "begins", whole, None)
    for person in {goal.person for goal in goals} or {None}:
        yield Due(cycle.end, "cycle", whole, person)
    for goal in goals:
        yield from goal.ahead


def _due_of_goal(ctx: PageContext, id_: ObjectiveId) -> DueGoal:
    # The goals of closed cycles, most of all there are, are not looked at.
    if not ctx.is_open(ctx.cycle_of(ctx.objective(id_))):
        return DueGoal()
    person, _ = movers(ctx, Subject("objective", id_))
    return DueGoal(person, tuple(_of_goal(ctx, id_)))


def _due_of_kpi(ctx: PageContext, id_: KpiId) -> tuple[Due, ...]:
    return tuple(_of_kpi(ctx, ctx.kpi(id_), ctx.kpi_score(id_)))


def _of_goal(ctx: PageContext, id_: ObjectiveId) -> Iterator[Due]:
    goal, score = ctx.objective(id_), ctx.objective_score(id_)
    if score.next_due is not None:
        kind: DueKind = "checkin" if score.confidence is not None else "confidence"
        yield _due(ctx, score.next_due, kind, Subject("objective", goal.id))
    for result in goal.key_results:
        if score.key_results[result.id].status == "done":
            continue
        part = Subject("objective", goal.id, result.id)
        if result.due:
            yield _due(ctx, result.due, "result", part)
        steps = result.measure.steps if isinstance(result.measure, Milestones) else ()
        for step in steps:
            if step.due and not step.done:
                yield replace(_due(ctx, step.due, "milestone", part), milestone=step.id)


def _of_kpi(ctx: PageContext, kpi: Kpi, score: KpiScore) -> Iterator[Due]:
    subject = Subject("kpi", kpi.id)
    if score.next_review_due is not None:
        yield _due(ctx, score.next_review_due, "review", subject)
    # What comes every day, or is computed, nobody has to think of.
    if kpi.formula is None and kpi.cadence != "daily":
        for day in readings_due(kpi, score, days_after(ctx.today, DAYS_AHEAD)):
            yield _due(ctx, day, "reading", subject)


def readings_due(kpi: Kpi, score: KpiScore, last: date) -> Iterator[date]:
    """The days up to a last one by which values are expected; none where there never was one.

    That is the end of each period after the newest value, with the days of grace of the cadence. A
    sum or an average of a period that runs is expected at that period's own end.
    """
    if not score.periods:
        return
    newest, grace = score.periods[-1], grace_days(kpi.cadence)
    waits = not newest.is_complete and kpi.aggregate != "last"
    end = days_after(newest.period.start, -1) if waits else newest.period.end
    while (day := days_after(end, 1)) > end:
        end = score.periods.holding(day).end
        if (due := days_after(end, grace)) > last:
            return
        yield due


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
    is_part = due.kind in {"result", "milestone"}
    return ctx.objective(due.subject.id).owner if is_part else None
