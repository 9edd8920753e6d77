"""People: everybody who is listed, by their teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct

from okrsite.api import Person
from okrsite.api.pages import (
    PEOPLE,
    Anchor,
    Page,
    PageKind,
    Paging,
    Site,
    href,
    in_pages,
    numbered,
    paging,
    path_of,
    root_of,
    team_link,
)
from okrsite.builtin.pages.progress_summary import Tally, tally
from okrsite.builtin.pages.sorting import is_over

PAGE_SIZE = 300


class PersonRow(Struct, frozen=True):
    """Somebody in the list: their role, their team, and how much is theirs now."""

    link: Anchor
    role: str
    team: Anchor | None
    goals: Tally
    kpis: Tally


class PeopleView(Struct, frozen=True, kw_only=True):
    """One page of the list of people."""

    title: str
    lead: str
    rows: tuple[PersonRow, ...]
    paging: Paging | None


class Owned(Struct, frozen=True):
    """How many running objectives and how many KPIs are whose."""

    goals: Mapping[str, int]
    kpis: Mapping[str, int]


def people_view(
    site: Site, owned: Owned, shown: Sequence[Person], place: tuple[int, int]
) -> PeopleView:
    """A page of the list; `place` is its number and that of all pages."""
    number, total = place
    root = root_of(numbered(PEOPLE, number))
    count = len(site.forest.people)
    return PeopleView(
        title=site.words["people.title"],
        lead=site.words.count("people.lead", count, site.numbers.number(count)),
        rows=tuple(_row(site, root, owned, each) for each in shown),
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


def owned_by(site: Site) -> Owned:
    """How much everybody owns; worked out once for all pages of the list."""
    kpis = Counter(each.owner for each in site.forest.kpis.values() if each.owner)
    return Owned(running_goals(site), kpis)


def running_goals(site: Site) -> Counter[str]:
    """How many objectives each person owns that are neither over nor set aside."""
    return Counter(
        each.owner
        for each in site.forest.objectives.values()
        if each.owner and each.state == "active" and not is_over(site, each)
    )


def _row(site: Site, root: str, owned: Owned, person: Person) -> PersonRow:
    return PersonRow(
        Anchor(person.title, href(root, path_of("person", person.id))),
        person.role,
        team_link(site, root, person.team),
        tally(site, owned.goals.get(person.id, 0)),
        tally(site, owned.kpis.get(person.id, 0)),
    )


def pages(site: Site) -> Iterator[Page]:
    """The list in as many pages as it needs; none where the site lists nobody."""
    if not site.forest.people:
        return
    owned = owned_by(site)
    parts = in_pages(in_order(site), PAGE_SIZE)
    for number, part in enumerate(parts, start=1):
        yield Page(
            numbered(PEOPLE, number),
            "people.html",
            site.words["people.title"],
            partial(people_view, site, owned, part, (number, len(parts))),
            section="teams",
        )


KIND = PageKind(name="people", title="People", pages=pages)
