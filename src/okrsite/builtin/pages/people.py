"""People: everybody who is listed, by their teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from msgspec import Struct

from okrsite.api import (
    PEOPLE,
    Anchor,
    Page,
    PageKind,
    Paging,
    Person,
    Site,
    href,
    in_pages,
    numbered,
    paging,
    path_of,
    root_of,
    team_link,
)
from okrsite.builtin.pages.order import is_over

PAGE_SIZE = 300


class PersonRow(Struct, frozen=True):
    """Somebody in the list: their role, and how many goals are theirs now."""

    link: Anchor
    role: str
    goals: str


class TeamGroup(Struct, frozen=True):
    """The people of a team that stand on one page."""

    team: Anchor
    rows: tuple[PersonRow, ...]


class PeopleView(Struct, frozen=True, kw_only=True):
    """One page of the list of people."""

    title: str
    lead: str
    groups: tuple[TeamGroup, ...]
    paging: Paging | None


def people_view(
    site: Site, goals: Mapping[str, int], shown: Sequence[Person], place: tuple[int, int]
) -> PeopleView:
    """A page of the list; `goals` counts the running objectives of each, `place` the pages."""
    number, total = place
    root = root_of(numbered(PEOPLE, number))
    count = len(site.forest.people)
    return PeopleView(
        title=site.words["people.title"],
        lead=site.words.count("people.lead", count, site.numbers.number(count)),
        groups=tuple(
            TeamGroup(
                team_link(site, root, team) or Anchor(site.words["common.no_team"]),
                tuple(_row(site, root, goals, each) for each in found),
            )
            for team, found in groupby(shown, key=lambda each: each.team)
        ),
        paging=paging(site, root, PEOPLE, number, total),
    )


def in_order(site: Site) -> list[Person]:
    """Everybody by their team's title, then by name; those without a team last."""
    teams = site.forest.teams

    def place(person: Person) -> tuple[bool, str, str, str, str]:
        title = teams[person.team].title.casefold() if person.team else ""
        return (
            person.team is None,
            title,
            person.team or "",
            person.title.casefold(),
            person.id,
        )

    return sorted(site.forest.people.values(), key=place)


def running_goals(site: Site) -> Counter[str]:
    """How many objectives each person owns that are neither over nor set aside."""
    return Counter(
        each.owner
        for each in site.forest.objectives.values()
        if each.owner and each.state == "active" and not is_over(site, each)
    )


def _row(site: Site, root: str, goals: Mapping[str, int], person: Person) -> PersonRow:
    count = goals.get(person.id, 0)
    return PersonRow(
        Anchor(person.title, href(root, path_of("person", person.id))),
        person.role,
        site.words.count("teams.goals", count, site.numbers.number(count)) if count else "",
    )


def pages(site: Site) -> Iterator[Page]:
    """The list in as many pages as it needs; none where the site lists nobody."""
    if not site.forest.people:
        return
    goals = running_goals(site)
    parts = in_pages(in_order(site), PAGE_SIZE)
    for number, part in enumerate(parts, start=1):
        yield Page(
            numbered(PEOPLE, number),
            "people.html",
            site.words["people.title"],
            partial(people_view, site, goals, part, (number, len(parts))),
            section="teams",
        )


KIND = PageKind(name="people", title="People", pages=pages)
