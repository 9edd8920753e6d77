"""Teams: who works where, as one tree with how each is doing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from okrsite.api import Person, Team
from okrsite.api.pages import (
    Anchor,
    Page,
    PageContext,
    PageKind,
    Paging,
    TeamId,
    in_pages,
    numbered,
    paging,
    person_link,
    team_link,
)
from okrsite.builtin.pages.progress_summary import Share, Tally, tally, team_share
from okrsite.pipeline.present.paths import PEOPLE, TEAMS

PAGE_SIZE = 200
DEEPEST = 6


class TeamPlace(Struct, frozen=True):
    """A team and how deep in the tree it stands."""

    team: TeamId
    depth: int


class ListedTeam(Struct, frozen=True, kw_only=True):
    """A team in the tree: how deep it stands, and the team that it is a part of."""

    link: Anchor
    depth: int
    above: Anchor | None
    lead: Anchor | None
    share: Share
    goals: Tally
    goals_said: str


class TeamsView(Struct, frozen=True, kw_only=True):
    """One page of the tree."""

    title: str
    lead: str
    people: Anchor | None
    rows: tuple[ListedTeam, ...]
    paging: Paging | None


def places(ctx: PageContext) -> tuple[TeamPlace, ...]:
    """All teams, each above its sub-teams, in order of their titles."""
    return ctx.once(_places)


def _places(ctx: PageContext) -> tuple[TeamPlace, ...]:
    below: dict[TeamId | None, list[TeamId]] = {}
    for team in sorted(ctx.all(Team), key=lambda team: (team.title.casefold(), team.id)):
        below.setdefault(team.parent, []).append(team.id)
    waiting = [TeamPlace(id_, 0) for id_ in reversed(below.get(None, []))]
    found: list[TeamPlace] = []
    while waiting:
        place = waiting.pop()
        found.append(place)
        waiting += [TeamPlace(id_, place.depth + 1) for id_ in reversed(below.get(place.team, []))]
    return tuple(found)


def indents(part: Sequence[TeamPlace]) -> list[int]:
    """How deep each team of a page is shown: from 0, by one step at most, never too deep."""
    shown: list[int] = []
    base = part[0].depth if part else 0
    for place in part:
        base = min(base, place.depth)
        deepest = shown[-1] + 1 if shown else 0
        shown.append(min(place.depth - base, deepest, DEEPEST))
    return shown


def teams_view(ctx: PageContext, name: str) -> TeamsView:
    """A page of the tree."""
    number, words = int(name), ctx.words
    parts = in_pages(places(ctx), PAGE_SIZE)
    part = parts[number - 1]
    count = len(ctx.ids(Team))
    return TeamsView(
        title=words["teams.title"],
        lead=words.count("teams.lead", count, ctx.numbers.number(count)),
        people=Anchor(words["teams.people"], ctx.href(PEOPLE)) if ctx.ids(Person) else None,
        rows=tuple(
            _row(ctx, place.team, depth) for place, depth in zip(part, indents(part), strict=True)
        ),
        paging=paging(ctx, TEAMS, number, len(parts)),
    )


def _row(ctx: PageContext, id_: TeamId, depth: int) -> ListedTeam:
    score, team = ctx.team_score(id_), ctx.team(id_)
    count = len(score.all)
    return ListedTeam(
        link=team_link(ctx, id_) or Anchor(id_),
        depth=depth,
        above=team_link(ctx, team.parent),
        lead=person_link(ctx, team.lead),
        share=team_share(ctx, score),
        goals=tally(ctx, count),
        goals_said=ctx.words.count("teams.goals", count, ctx.numbers.number(count))
        if count
        else "",
    )


def names(ctx: PageContext) -> Iterator[Page]:
    """The tree in as many pages as it needs."""
    title = ctx.words["teams.title"]
    for number in range(1, len(in_pages(ctx.ids(Team), PAGE_SIZE)) + 1):
        yield Page(f"{number}", numbered(TEAMS, number), "teams.html", title, section="teams")


KIND = PageKind(
    name="teams",
    title="Teams",
    names=names,
    view=teams_view,
    nav=TEAMS,
    order=50,
    group="company",
)
