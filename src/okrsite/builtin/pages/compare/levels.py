"""Levels: which teams and people are compared on which page, and the way up from it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from okrsite.api import Team
from okrsite.api.pages import Anchor, PageContext, PersonId, TeamId
from okrsite.builtin.pages.compare.standing import person_standing
from okrsite.builtin.pages.team.belongings import belongings_of
from okrsite.pipeline.present.paths import COMPARE

COMPANY: TeamId = ""  # the level that has the departments


class LevelMember(Struct, frozen=True):
    """Who is compared: a team, or a person of the team whose page it is."""

    id: str
    is_person: bool = False


def members(ctx: PageContext, above: TeamId) -> Sequence[LevelMember]:
    """The teams right below one, then its own people; at the top the departments."""
    return ctx.once(_members, above)


def _members(ctx: PageContext, above: TeamId) -> tuple[LevelMember, ...]:
    below, roots = ctx.once(_below), ctx.once(_roots)
    # The company has its departments inside it; where it has none, it is compared itself.
    owners = (above,) if above else roots
    teams = tuple(team for owner in owners for team in below.get(owner, ()))
    if not above and not teams:
        teams, owners = roots, ()
    people = (person for team in owners for person in belongings_of(ctx, team).people)
    return (
        *map(LevelMember, teams),
        *(LevelMember(person, is_person=True) for person in people if _has_any(ctx, person)),
    )


def _has_any(ctx: PageContext, person: PersonId) -> bool:
    """Whether there is anything to compare somebody by."""
    known = person_standing(ctx, person)
    return bool(known.now.all or known.kpis.judged)


def _below(ctx: PageContext) -> dict[TeamId, tuple[TeamId, ...]]:
    """For each team those right below it, by their titles."""
    found: dict[TeamId, tuple[TeamId, ...]] = {}
    for team in _by_title(ctx):
        if team.parent is not None:
            found[team.parent] = (*found.get(team.parent, ()), team.id)
    return found


def _roots(ctx: PageContext) -> tuple[TeamId, ...]:
    return tuple(team.id for team in _by_title(ctx) if team.parent is None)


def _by_title(ctx: PageContext) -> list[Team]:
    return sorted(ctx.all(Team), key=lambda team: (team.title.casefold(), team.id))


def is_level(ctx: PageContext, team: TeamId) -> bool:
    """Whether a team has a page that compares what is inside it.

    A team at the top has none where the first page shows its departments.
    """
    is_first = ctx.team(team).parent is None and bool(ctx.once(_below).get(team))
    return not is_first and bool(members(ctx, team))


def level_path(above: TeamId) -> str:
    """Where a level is compared."""
    return f"compare/{above}.html" if above else COMPARE


def way_up(ctx: PageContext, above: TeamId) -> tuple[Anchor, ...]:
    """The levels above a page, from the departments down; none for those themselves."""
    if not above:
        return ()
    way: list[Anchor] = []
    team = ctx.team(above).parent
    while team is not None and is_level(ctx, team):
        way.append(Anchor(ctx.team(team).title, ctx.href(level_path(team))))
        team = ctx.team(team).parent
    return (Anchor(ctx.words["compare.title"], ctx.href(COMPARE)), *reversed(way))
