"""Check-ins: what teams told lately, newest first, and whom they thanked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from okrsite.api import CheckIn
from okrsite.api.pages import (
    CHECKINS,
    Anchor,
    CheckInCard,
    Page,
    PageKind,
    Paging,
    Site,
    Thanks,
    all_checkins,
    checkin_card,
    numbered,
    objective_link,
    paging,
    root_of,
    thanks_of,
)

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
    for each in told:
        size = sum(len(part) for part in each.note.parts)
        if parts[-1] and (len(parts[-1]) == PAGE_SIZE or length + size > LONGEST_NOTES):
            parts.append([])
            length = 0
        parts[-1].append(each)
        length += size
    return parts


def checkins_view(
    site: Site, shown: Sequence[CheckIn], counts: tuple[int, int], number: int, total: int
) -> CheckInsView:
    """A page of the feed; `counts` are of all check-ins and of all thanks."""
    root, words = root_of(numbered(CHECKINS, number)), site.words
    told, thanked = counts
    lead = words.count("checkins.lead", told, site.numbers.number(told))
    thanks = words.count("checkins.thanks", thanked, site.numbers.number(thanked))
    return CheckInsView(
        title=words["checkins.title"],
        lead=f"{lead} {thanks}" if told else "",
        checkins=tuple(checkin_card(site, root, each) for each in shown),
        kudos=_kudos(site, root) if number == 1 else (),
        paging=paging(site, root, CHECKINS, number, total),
    )


def _kudos(site: Site, root: str) -> tuple[KudosLine, ...]:
    given = [(told, each) for told in all_checkins(site) for each in told.kudos]
    return tuple(
        KudosLine(
            thanks_of(site, root, kudos),
            site.numbers.short_day(told.date),
            objective_link(site, root, told.objective),
        )
        for told, kudos in given[:SHOWN_KUDOS]
    )


def pages(site: Site) -> Iterator[Page]:
    """The feed in as many pages as it needs."""
    told = all_checkins(site)
    counts = len(told), sum(len(each.kudos) for each in told)
    parts = in_parts(told)
    for number, part in enumerate(parts, start=1):
        yield Page(
            numbered(CHECKINS, number),
            "checkins.html",
            site.words["checkins.title"],
            partial(checkins_view, site, part, counts, number, len(parts)),
            section="checkins",
        )


KIND = PageKind(
    name="checkins", title="Check-ins", pages=pages, nav=CHECKINS, order=48, group="company"
)
