"""Feed: which check-ins stand on which page, of the whole company and of each team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from okrsite.api.pages import PageContext, TeamId
from okrsite.pipeline.present.told import (
    ToldCheckIn,
    newest_first,
    told_checkins,
    told_goals,
)

PAGE_SIZE = 50
LONGEST_NOTES = 60_000


class TeamFeed(Struct, frozen=True):
    """The newest check-ins of a team with the teams inside it, and how many others there are."""

    checkins: tuple[ToldCheckIn, ...] = ()
    rest: int = 0


def in_parts(told: Sequence[ToldCheckIn]) -> list[list[ToldCheckIn]]:
    """The check-ins in stretches that make pages of a good size; long notes make shorter ones."""
    parts: list[list[ToldCheckIn]] = [[]]
    length = 0
    for row in told:
        is_full = len(parts[-1]) == PAGE_SIZE or length + row.length > LONGEST_NOTES
        if parts[-1] and is_full:
            parts.append([])
            length = 0
        parts[-1].append(row)
        length += row.length
    return parts


def feed_parts(ctx: PageContext) -> Sequence[Sequence[ToldCheckIn]]:
    """The pages of the feed: which check-ins stand on each."""
    return ctx.once(_feed_parts)


def teams_of_feed(ctx: PageContext) -> tuple[TeamId, ...]:
    """The teams that have check-ins, by their titles; none where there is nothing to choose."""
    return ctx.once(_teams)


def team_feed(ctx: PageContext, team: TeamId) -> TeamFeed:
    """The check-ins of one of these teams."""
    return ctx.entry(_by_team, team) or TeamFeed()


def _feed_parts(ctx: PageContext) -> list[list[ToldCheckIn]]:
    return in_parts(told_checkins(ctx))


def _teams(ctx: PageContext) -> tuple[TeamId, ...]:
    known = ctx.once(_by_team)
    order = sorted(known, key=lambda team: (ctx.team(team).title.casefold(), team))
    return tuple(order) if len(order) > 1 else ()


def _by_team(ctx: PageContext) -> Mapping[TeamId, TeamFeed]:
    told: dict[TeamId, list[ToldCheckIn]] = {}
    for goal in told_goals(ctx):
        for team in _teams_around(ctx, goal.team):
            told.setdefault(team, []).extend(goal.checkins)
    newest = {team: newest_first(ctx, rows) for team, rows in told.items()}
    return {team: _first_part(rows) for team, rows in newest.items() if rows}


def _first_part(rows: Sequence[ToldCheckIn]) -> TeamFeed:
    first = in_parts(rows)[0]
    return TeamFeed(tuple(first), len(rows) - len(first))


def _teams_around(ctx: PageContext, team: TeamId | None) -> Iterator[TeamId]:
    while team is not None:
        yield team
        team = ctx.team(team).parent
