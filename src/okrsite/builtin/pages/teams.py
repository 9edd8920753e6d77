"""Teams: who works where, as one tree with how each is doing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from okrsite.api.pages import (
    PEOPLE,
    TEAMS,
    Anchor,
    Page,
    PageKind,
    Paging,
    Site,
    TeamId,
    href,
    in_pages,
    numbered,
    paging,
    person_link,
    root_of,
    team_link,
)
from okrsite.builtin.pages.progress_summary import Share, Tally, tally, team_share

PAGE_SIZE = 200
DEEPEST = 6


class Place(Struct, frozen=True):
    """A team and how deep in the tree it stands."""

    team: TeamId
    depth: int


class TeamRow(Struct, frozen=True, kw_only=True):
    """A team in the tree: how deep it stands, and the team that it is a part of."""

    link: Anchor
    depth: int
    above: Anchor | None
    lead: Anchor | None
    share: Share
    goals: Tally


class TeamsView(Struct, frozen=True, kw_only=True):
    """One page of the tree."""

    title: str
    lead: str
    people: Anchor | None
    rows: tuple[TeamRow, ...]
    paging: Paging | None


def places(site: Site) -> list[Place]:
    """All teams, each above its sub-teams, in order of their titles."""
    below: dict[TeamId | None, list[TeamId]] = {}
    teams = site.forest.teams
    for each in sorted(teams.values(), key=lambda team: (team.title.casefold(), team.id)):
        below.setdefault(each.parent, []).append(each.id)
    waiting = [Place(each, 0) for each in reversed(below.get(None, []))]
    found: list[Place] = []
    while waiting:
        place = waiting.pop()
        found.append(place)
        waiting += [Place(each, place.depth + 1) for each in reversed(below.get(place.team, []))]
    return found


def indents(part: Sequence[Place]) -> list[int]:
    """How deep each team of a page is shown: from 0, by one step at most, never too deep."""
    shown: list[int] = []
    base = part[0].depth if part else 0
    for place in part:
        base = min(base, place.depth)
        deepest = shown[-1] + 1 if shown else 0
        shown.append(min(place.depth - base, deepest, DEEPEST))
    return shown


def teams_view(site: Site, part: Sequence[Place], number: int, total: int) -> TeamsView:
    """A page of the tree."""
    root = root_of(numbered(TEAMS, number))
    words = site.words
    count = len(site.forest.teams)
    return TeamsView(
        title=words["teams.title"],
        lead=words.count("teams.lead", count, site.numbers.number(count)),
        people=Anchor(words["teams.people"], href(root, PEOPLE)) if site.forest.people else None,
        rows=tuple(
            _row(site, root, place.team, depth)
            for place, depth in zip(part, indents(part), strict=True)
        ),
        paging=paging(site, root, TEAMS, number, total),
    )


def _row(site: Site, root: str, id: TeamId, depth: int) -> TeamRow:  # noqa: A002 - as named
    score, team = site.scored.teams[id], site.forest.teams[id]
    return TeamRow(
        link=team_link(site, root, id) or Anchor(id),
        depth=depth,
        above=team_link(site, root, team.parent),
        lead=person_link(site, root, team.lead),
        share=team_share(site, score),
        goals=tally(site, len(score.all)),
    )


def pages(site: Site) -> Iterator[Page]:
    """The tree in as many pages as it needs."""
    parts = in_pages(places(site), PAGE_SIZE)
    for number, part in enumerate(parts, start=1):
        yield Page(
            numbered(TEAMS, number),
            "teams.html",
            site.words["teams.title"],
            partial(teams_view, site, part, number, len(parts)),
            section="teams",
        )


KIND = PageKind(name="teams", title="Teams", pages=pages, nav=TEAMS, order=50, group="company")
