"""What changed: the latest happenings as a reader of the home page meets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import assert_never

from msgspec import Struct

from okrsite.api.pages import (
    Anchor,
    Happening,
    Site,
    Tone,
    What,
    about,
    kpi_value,
    person_link,
    range_words,
    recent,
)

DAYS = timedelta(days=35)
SHOWN = 10
SHOWN_CHECKINS = 3
_LOOKS: dict[What, tuple[Tone, str]] = {
    "closed": ("calm", "circle-check-big"),
    "left": ("bad", "octagon-x"),
    "entered": ("good", "circle-check"),
    "baseline": ("good", "anchor"),
    "milestone": ("good", "badge-check"),
    "checkin": ("quiet", "pencil"),
}


class ChangeLine(Struct, frozen=True):
    """Something that happened: to what, in words with their sign, and when."""

    about: Anchor
    text: str
    tone: Tone
    icon: str
    day: str
    iso: str


def change_lines(site: Site) -> tuple[ChangeLine, ...]:
    """What happened within five weeks; of check-ins only some, which have their own place."""
    since = site.today - DAYS if site.today.toordinal() > DAYS.days else site.today
    happened = list(_few_checkins(recent(site.scored, since)))
    return tuple(_line(site, each) for each in happened[:SHOWN])


def _few_checkins(happened: Iterable[Happening]) -> Iterator[Happening]:
    told = 0
    for each in happened:
        told += each.what == "checkin"
        if each.what != "checkin" or told <= SHOWN_CHECKINS:
            yield each


def _line(site: Site, each: Happening) -> ChangeLine:
    tone, icon = _LOOKS[each.what]
    day, iso = site.numbers.short_day(each.day), each.day.isoformat()
    return ChangeLine(about(site, "", each.subject), _text(site, each), tone, icon, day, iso)


def _text(site: Site, each: Happening) -> str:
    words = site.words
    match each.what:
        case "closed":
            if each.value is None:
                return words["changes.closed"]
            return words.say("changes.closed_grade", grade=site.numbers.percent(each.value))
        case "left" | "entered":
            return _crossed(site, each)
        case "baseline":
            unit = site.forest.kpis[each.subject.id].unit
            return words.say("changes.baseline", value=site.numbers.exact(each.value, unit))
        case "milestone":
            return words.say("changes.milestone", milestone=each.name)
        case "checkin":
            return _told(site, each)
        case _:
            assert_never(each.what)


def _crossed(site: Site, each: Happening) -> str:
    kpi = site.forest.kpis[each.subject.id]
    return site.words.say(
        f"changes.{each.what}",
        value=kpi_value(site, kpi, each.value),
        period=site.numbers.period(each.period) if each.period else "",
        range=range_words(site, kpi.range, kpi.unit),
    )


def _told(site: Site, each: Happening) -> str:
    author = person_link(site, "", each.name)
    said = (
        site.words.say("changes.checkin", author=author.text)
        if author
        else site.words["changes.checkin_nobody"]
    )
    if each.value is None:
        return said
    confidence = site.numbers.number(each.value)
    added = site.words.say("changes.checkin_confidence", confidence=confidence)
    return f"{said}{site.words['punctuation.comma']}{added}"
