"""Check-ins: what teams told lately, newest first, and whom they thanked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from okrsite.api import CheckIn
from okrsite.api.pages import (
    Anchor,
    CheckInCard,
    Page,
    PageContext,
    PageKind,
    Paging,
    Thanks,
    all_checkins,
    checkin_card,
    numbered,
    objective_link,
    paging,
    thanks_of,
)
from okrsite.pipeline.present.paths import CHECKINS

PAGE_SIZE = 50
LONGEST_NOTES = 60_000
SHOWN_KUDOS = 20


class KudosLine(Struct, frozen=True):
    """Thanks to somebody: when, and the goal they belong to."""

    thanks: Thanks
    day: str
    objective: Anchor


class CheckInsView(Struct, frozen=True, kw_only=True):
    """One page of the feed; the latest kudos stand on the first."""

    title: str
    lead: str
    checkins: tuple[CheckInCard, ...]
    kudos: tuple[KudosLine, ...]
    paging: Paging | None


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


def _feed_parts(ctx: PageContext) -> list[list[CheckIn]]:
    return in_parts(all_checkins(ctx))


def _part(ctx: PageContext, number: int) -> tuple[Sequence[CheckIn], int]:
    """The check-ins of a page of the feed, and how many pages there are."""
    parts = feed_parts(ctx)
    return parts[number - 1], len(parts)


def _counts(ctx: PageContext) -> tuple[int, int]:
    """How many check-ins there are, and how many thanks in them."""
    told = all_checkins(ctx)
    return len(told), sum(len(checkin.kudos) for checkin in told)


def checkins_view(ctx: PageContext, name: str) -> CheckInsView:
    """A page of the feed."""
    number = int(name)
    shown, total = ctx.once(_part, number)
    told, thanked = ctx.once(_counts)
    words = ctx.words
    lead = words.count("checkins.lead", told, ctx.numbers.number(told))
    thanks = words.count("checkins.thanks", thanked, ctx.numbers.number(thanked))
    return CheckInsView(
        title=words["checkins.title"],
        lead=f"{lead} {thanks}" if told else "",
        checkins=tuple(checkin_card(ctx, checkin) for checkin in shown),
        kudos=_kudos(ctx) if number == 1 else (),
        paging=paging(ctx, CHECKINS, number, total),
    )


def _kudos(ctx: PageContext) -> tuple[KudosLine, ...]:
    given = [(told, kudos) for told in all_checkins(ctx) for kudos in told.kudos]
    return tuple(
        KudosLine(
            thanks_of(ctx, kudos),
            ctx.numbers.short_day(told.date),
            objective_link(ctx, told.objective),
        )
        for told, kudos in given[:SHOWN_KUDOS]
    )


def names(ctx: PageContext) -> Iterator[Page]:
    """The feed in as many pages as it needs."""
    title = ctx.words["checkins.title"]
    for number in range(1, len(feed_parts(ctx)) + 1):
        path = numbered(CHECKINS, number)
        yield Page(f"{number}", path, "checkins.html", title, section="checkins")


KIND = PageKind(
    name="checkins",
    title="Check-ins",
    names=names,
    view=checkins_view,
    nav=CHECKINS,
    order=48,
    group="company",
)
