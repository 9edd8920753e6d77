"""Told: where every check-in stands, so that a list of all of them need not look at each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from okrsite.model.goals import CheckIn, Objective
from okrsite.model.names import ObjectiveId, PersonId, TeamId
from okrsite.pipeline.present.context import PageContext


class ToldCheckIn(Struct, frozen=True, array_like=True):
    """A check-in by its day, its goal and its place among that goal's.

    `length` is that of its note in letters, `thanked` are those whom it thanks.
    """

    day: date
    objective: ObjectiveId
    place: int
    author: PersonId | None
    length: int
    thanked: tuple[PersonId, ...]


class ToldGoal(Struct, frozen=True, array_like=True):
    """The check-ins of a goal in order of their days, and the teams that it belongs to."""

    team: TeamId | None
    with_teams: tuple[TeamId, ...]
    checkins: tuple[ToldCheckIn, ...]


def told_goals(ctx: PageContext) -> tuple[ToldGoal, ...]:
    """Every goal with its check-ins, also those that are dated ahead, in order of the ids."""
    return ctx.rows(Objective, _told_goal)


def told_checkins(ctx: PageContext) -> tuple[ToldCheckIn, ...]:
    """Every check-in up to the site's day, newest first, then in order of the goals."""
    return newest_first(ctx, (row for goal in told_goals(ctx) for row in goal.checkins))


def newest_first(ctx: PageContext, rows: Iterable[ToldCheckIn]) -> tuple[ToldCheckIn, ...]:
    """Check-ins up to the site's day, newest first, then in order of the goals."""
    known = (row for row in rows if row.day <= ctx.today)
    return tuple(sorted(known, key=lambda row: (-row.day.toordinal(), row.objective, row.place)))


def checkin_of(ctx: PageContext, row: ToldCheckIn) -> CheckIn:
    """The check-in of a row."""
    return ctx.checkins(row.objective)[row.place]


def _told_goal(ctx: PageContext, id_: ObjectiveId) -> ToldGoal:
    objective = ctx.objective(id_)
    rows = (_row(place, checkin) for place, checkin in enumerate(ctx.checkins(id_)))
    return ToldGoal(objective.team, objective.with_teams, tuple(rows))


def _row(place: int, checkin: CheckIn) -> ToldCheckIn:
    return ToldCheckIn(
        checkin.date,
        checkin.objective,
        place,
        checkin.author,
        sum(len(part) for part in checkin.note.parts),
        tuple(kudos.to for kudos in checkin.kudos),
    )
