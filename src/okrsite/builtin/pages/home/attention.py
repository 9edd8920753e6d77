"""Attention: everything that waits for somebody, grouped by who has to act."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from okrsite.api.pages import (
    Anchor,
    Attention,
    Case,
    Page,
    PageContext,
    PageKind,
    Paging,
    attention_of,
    cases,
    in_pages,
    numbered,
    paging,
    path_of,
)
from okrsite.pipeline.present.attention import movers, owner_of
from okrsite.pipeline.present.paths import ATTENTION

PAGE_SIZE = 120


class Waiting(Struct, frozen=True):
    """A case and who has to act: their name to show, and a key that is unique among them."""

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


def waiting(ctx: PageContext) -> tuple[Waiting, ...]:
    """Every case by the name of who has to act, those of nobody last; the most urgent first."""
    return ctx.once(_all_waiting)


def _all_waiting(ctx: PageContext) -> tuple[Waiting, ...]:
    found = [_waiting(ctx, case) for case in cases(ctx)]
    return tuple(
        sorted(found, key=lambda waiting: (not waiting.key, waiting.name.casefold(), waiting.key))
    )


def _part(ctx: PageContext, number: int) -> tuple[tuple[Waiting, ...], int]:
    """What stands on one page, and how many pages there are."""
    parts = in_pages(waiting(ctx), PAGE_SIZE)
    return tuple(parts[number - 1]), len(parts)


def _count(ctx: PageContext) -> int:
    return len(waiting(ctx))


def attention_view(ctx: PageContext, name: str) -> AttentionView:
    """A page of what needs attention."""
    number = int(name)
    shown, total = ctx.once(_part, number)
    count = ctx.once(_count)
    groups = tuple(
        _group(ctx, place, [waiting.case for waiting in found])
        for place, (_, found) in enumerate(groupby(shown, key=lambda waiting: waiting.key), start=1)
    )
    return AttentionView(
        title=ctx.words["attention.title"],
        lead=ctx.words.count("attention.lead", count, ctx.numbers.number(count)),
        index=tuple(
            Anchor(f"{group.owner.text} {group.count}", f"#{group.anchor}") for group in groups
        ),
        groups=groups,
        paging=paging(ctx, ATTENTION, number, total),
    )


def _waiting(ctx: PageContext, case: Case) -> Waiting:
    person, team = movers(ctx, case.subject)
    owner = owner_of(ctx, case.subject)
    if owner is None:
        return Waiting("", "", case)
    key = path_of("person", person) if person else path_of("team", team or "")
    return Waiting(owner.text, key, case)


def _group(ctx: PageContext, place: int, found: list[Case]) -> Group:
    owner = owner_of(ctx, found[0].subject) or Anchor(ctx.words["attention.nobody"])
    told = tuple(attention_of(ctx, case) for case in found)
    return Group(f"move-{place}", owner, ctx.numbers.number(len(found)), told)


def names(ctx: PageContext) -> Iterator[Page]:
    """What needs attention in as many pages as it needs."""
    title = ctx.words["attention.title"]
    for number in range(1, len(in_pages(waiting(ctx), PAGE_SIZE)) + 1):
        path = numbered(ATTENTION, number)
        yield Page(f"{number}", path, "attention.html", title, section="attention")


KIND = PageKind(
    name="attention",
    title="Attention",
    names=names,
    view=attention_view,
    nav=ATTENTION,
    order=45,
    group="company",
)
