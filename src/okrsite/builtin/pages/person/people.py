"""People: everybody who is listed, by their teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from okrsite.api import Kpi, Objective, Person
from okrsite.api.pages import (
    Anchor,
    Page,
    PageContext,
    PageKind,
    Paging,
    in_pages,
    numbered,
    paging,
    path_of,
    team_link,
)
from okrsite.builtin.pages.progress_summary import Tally, tally
from okrsite.pipeline.present.goal_list import is_over
from okrsite.pipeline.present.paths import PEOPLE

PAGE_SIZE = 300


class ListedPerson(Struct, frozen=True):
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
    rows: tuple[ListedPerson, ...]
    paging: Paging | None


class Owned(Struct, frozen=True):
    """How many running objectives and how many KPIs are whose."""

    goals: Mapping[str, int]
    kpis: Mapping[str, int]


def people_view(ctx: PageContext, name: str) -> PeopleView:
    """A page of the list."""
    number = int(name)
    parts, owned = in_pages(in_order(ctx), PAGE_SIZE), ctx.once(owned_by)
    shown = parts[number - 1]
    count = len(ctx.ids(Person))
    return PeopleView(
        title=ctx.words["people.title"],
        lead=ctx.words.count("people.lead", count, ctx.numbers.number(count)),
        rows=tuple(_row(ctx, owned, person) for person in shown),
        paging=paging(ctx, PEOPLE, number, len(parts)),
    )


def in_order(ctx: PageContext) -> list[Person]:
    """Everybody by their team's title, then by name; those without a team last."""

    def place(person: Person) -> tuple[bool, str, str, str, str]:
        title = ctx.team(person.team).title.casefold() if person.team else ""
        return (
            person.team is None,
            title,
            person.team or "",
            person.title.casefold(),
            person.id,
        )

    return sorted(ctx.all(Person), key=place)


def owned_by(ctx: PageContext) -> Owned:
    """How much everybody owns; worked out once for all pages of the list."""
    kpis = Counter(kpi.owner for kpi in ctx.all(Kpi) if kpi.owner)
    return Owned(goals_per_owner(ctx), kpis)


def goals_per_owner(ctx: PageContext) -> Counter[str]:
    """How many objectives each person owns that are neither over nor set aside."""
    return Counter(
        objective.owner
        for objective in ctx.all(Objective)
        if objective.owner and objective.state == "active" and not is_over(ctx, objective)
    )


def _row(ctx: PageContext, owned: Owned, person: Person) -> ListedPerson:
    return ListedPerson(
        Anchor(person.title, ctx.href(path_of("person", person.id))),
        person.role,
        team_link(ctx, person.team),
        tally(ctx, owned.goals.get(person.id, 0)),
        tally(ctx, owned.kpis.get(person.id, 0)),
    )


def names(ctx: PageContext) -> Iterator[Page]:
    """The list in as many pages as it needs; none where the site lists nobody."""
    people, title = ctx.ids(Person), ctx.words["people.title"]
    for number in range(1, len(in_pages(people, PAGE_SIZE)) + 1 if people else 1):
        yield Page(f"{number}", numbered(PEOPLE, number), "people.html", title, section="teams")


KIND = PageKind(name="people", title="People", names=names, view=people_view)
