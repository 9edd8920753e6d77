"""Attention: everything that waits for somebody, by whose move it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from msgspec import Struct

from okrsite.api.pages import (
    ATTENTION,
    Anchor,
    Attention,
    Case,
    Page,
    PageKind,
    Paging,
    Site,
    attention_of,
    cases,
    in_pages,
    movers,
    numbered,
    owner_of,
    paging,
    path_of,
    root_of,
)

PAGE_SIZE = 120


class Waiting(Struct, frozen=True):
    """A case and whose move it is: the words of their name and what they are told apart by."""

    name: str
    key: str
    case: Case


class Group(Struct, frozen=True):
    """What waits for one person or team; `anchor` is the id of its heading."""

    anchor: str
    owner: Anchor
    count: str
    cases: tuple[Attention, ...]


class AttentionView(Struct, frozen=True, kw_only=True):
    """One page of what needs attention; `index` leads to the groups on it."""

    title: str
    lead: str
    index: tuple[Anchor, ...]
    groups: tuple[Group, ...]
    paging: Paging | None


def waiting(site: Site) -> list[Waiting]:
    """Every case by the name of whose move it is, nobody's last; the most pressing first."""
    found = [_waiting(site, each) for each in cases(site)]
    return sorted(found, key=lambda each: (not each.key, each.name.casefold(), each.key))


def attention_view(
    site: Site, shown: Sequence[Waiting], count: int, number: int, total: int
) -> AttentionView:
    """A page of what needs attention; `count` is of all things on all pages."""
    root = root_of(numbered(ATTENTION, number))
    groups = tuple(
        _group(site, root, place, [each.case for each in found])
        for place, (_, found) in enumerate(groupby(shown, key=lambda each: each.key), start=1)
    )
    return AttentionView(
        title=site.words["attention.title"],
        lead=site.words.count("attention.lead", count, site.numbers.number(count)),
        index=tuple(
            Anchor(f"{each.owner.text} {each.count}", f"#{each.anchor}") for each in groups
        ),
        groups=groups,
        paging=paging(site, root, ATTENTION, number, total),
    )


def _waiting(site: Site, case: Case) -> Waiting:
    person, team = movers(site, case.subject)
    owner = owner_of(site, "", case.subject)
    if owner is None:
        return Waiting("", "", case)
    key = path_of("person", person) if person else path_of("team", team or "")
    return Waiting(owner.text, key, case)


def _group(site: Site, root: str, place: int, found: list[Case]) -> Group:
    owner = owner_of(site, root, found[0].subject) or Anchor(site.words["attention.nobody"])
    told = tuple(attention_of(site, root, each) for each in found)
    return Group(f"move-{place}", owner, site.numbers.number(len(found)), told)


def pages(site: Site) -> Iterator[Page]:
    """What needs attention in as many pages as it needs."""
    found = waiting(site)
    parts = in_pages(found, PAGE_SIZE)
    for number, part in enumerate(parts, start=1):
        yield Page(
            numbered(ATTENTION, number),
            "attention.html",
            site.words["attention.title"],
            partial(attention_view, site, part, len(found), number, len(parts)),
            section="attention",
        )


KIND = PageKind(
    name="attention", title="Attention", pages=pages, nav=ATTENTION, order=45, group="company"
)
