"""Rhythm: how often a team checks in and reviews, and when the next time is due."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import assert_never

from msgspec import Struct

from okrsite.model.goals import Objective
from okrsite.model.names import PersonId, ReviewRhythm, Rhythm, TeamId
from okrsite.model.people import Cycle, Person, Team


class Rhythms(Struct, frozen=True):
    """How often a team does both of its duties."""

    checkins: Rhythm = "weekly"
    reviews: ReviewRhythm = "monthly"


def team_rhythms(teams: Mapping[TeamId, Team]) -> dict[TeamId, Rhythms]:
    """The rhythms of every team: its own, else its parent's, else weekly and monthly."""
    rhythms: dict[TeamId, Rhythms] = {}
    for id_ in teams:
        path = _path_to_known(id_, teams, rhythms)
        above = rhythms.get(teams[path[-1]].parent or "", Rhythms())
        for below in reversed(path):
            team = teams[below]
            above = Rhythms(team.rhythm or above.checkins, team.reviews or above.reviews)
            rhythms[below] = above
    return rhythms


def _path_to_known(
    id_: TeamId, teams: Mapping[TeamId, Team], known: Mapping[TeamId, Rhythms]
) -> list[TeamId]:
    path = [id_]
    while (
        (parent := teams[path[-1]].parent) is not None and parent in teams and parent not in known
    ):
        path.append(parent)
    return path


def rhythm_team(objective: Objective, people: Mapping[PersonId, Person]) -> TeamId | None:
    """The team whose rhythm an objective keeps: its own, or its owner's where it is personal."""
    if objective.team is not None or objective.owner is None:
        return objective.team
    owner = people.get(objective.owner)
    return owner.team if owner else None


def next_beat(day: date, rhythm: ReviewRhythm) -> date:
    """The day one beat after another; a month later is the same day, or the month's last."""
    match rhythm:
        case "weekly":
            return days_after(day, 7)
        case "biweekly":
            return days_after(day, 14)
        case "monthly":
            return _months_after(day, 1)
        case "quarterly":
            return _months_after(day, 3)
        case _:
            assert_never(rhythm)


def days_after(day: date, days: int) -> date:
    """The day so many days later (earlier where negative), as far as the calendar goes."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def next_checkin(cycle: Cycle, last: date | None, rhythm: Rhythm) -> date | None:
    """One beat after the last check-in, or two after the cycle's start where there was none.

    A file does not tell when it was written: the second beat is there so that a goal is not late
    before anybody could have looked at it. None once the cycle is closed, and where the beat falls
    after the cycle's end.
    """
    if cycle.closed is not None:
        return None
    first = next_beat(cycle.start, rhythm)
    due = next_beat(max(last, cycle.start) if last else first, rhythm)
    return due if due <= cycle.end else None


def next_review(
    last: date | None, first_observed: date | None, rhythm: ReviewRhythm
) -> date | None:
    """One beat after the last review, else after the first observation; None without either."""
    since = last or first_observed
    return next_beat(since, rhythm) if since else None


def _months_after(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    if year > date.max.year:
        return date.max
    # The year 9999 has no month after its last.
    first_of_next = date(year + month // 12, month % 12 + 1, 1) if year < date.max.year else None
    last = (first_of_next - timedelta(days=1)).day if first_of_next else 31
    return date(year, month, min(day.day, last))
