"""Feed: which check-ins stand on which page, of the whole company and of each team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from okrsite.api import CheckIn
from okrsite.api.pages import PageContext, TeamId, all_checkins

PAGE_SIZE = 50
LONGEST_NOTES = 60_000


class TeamFeed(Struct, frozen=True):
    """The newest check-ins of a team with the teams inside it, and how many others there are."""

    checkins: tuple[CheckIn, ...] = ()
    rest: int = 0


def in_parts(told: Sequence[CheckIn]) -> list[list[CheckIn]]:
    """The check-ins in stretches that make pages of a good size; long notes make shorter ones."""
    parts: list[list[CheckIn]] = [[]]
    length = 0
    for checkin in told:
        size = sum(len(part) for part in checkin.note.parts)
        if parts[-1] and (len(parts[-1]) == PAGE_SIZE or length + size > LONGEST_NOTES):
            parts.append([])
            length = 0
        parts[-1].append(checkin)
        length += size
    return parts


def feed_parts(ctx: PageContext) -> Sequence[Sequence[CheckIn]]:
    """The pages of the feed: which check-ins stand on each."""
    return ctx.once(_feed_parts)


def teams_of_feed(ctx: PageContext) -> tuple[TeamId, ...]:
    """The teams that have check-ins, by their titles; none where there is nothing to choose."""
    return ctx.once(_teams)


def team_feed(ctx: PageContext, team: TeamId) -> TeamFeed:
    """The check-ins of one of these teams."""
    return ctx.once(_team_feed, team)


def _feed_parts(ctx: PageContext) -> list[list[CheckIn]]:
    return in_parts(all_checkins(ctx))


def _teams(ctx: PageContext) -> tuple[TeamId, ...]:
    known = ctx.once(_by_team)
    order = sorted(known, key=lambda team: (ctx.team(team).title.casefold(), team))
    return tuple(order) if len(order) > 1 else ()


def _team_feed(ctx: PageContext, team: TeamId) -> TeamFeed:
    return ctx.once(_by_team).get(team, TeamFeed())


def _by_team(ctx: PageContext) -> Mapping[TeamId, TeamFeed]:
    told: dict[TeamId, list[CheckIn]] = {}
    for checkin in all_checkins(ctx):
        for team in _teams_around(ctx, ctx.objective(checkin.objective).team):
            told.setdefault(team, []).append(checkin)
    return {team: _first_part(checkins) for team, checkins in told.items()}


def _first_part(checkins: Sequence[CheckIn]) -> TeamFeed:
    first = in_parts(checkins)[0]
    return TeamFeed(tuple(first), len(checkins) - len(first))


def _teams_around(ctx: PageContext, team: TeamId | None) -> Iterator[TeamId]:
    while team is not None:
        yield team
        team = ctx.team(team).parent
