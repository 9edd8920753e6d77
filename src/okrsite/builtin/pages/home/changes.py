"""What changed: the latest happenings as a reader of the home page meets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import assert_never

from msgspec import Struct

from okrsite.api.pages import (
    Anchor,
    Happening,
    PageContext,
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


def change_lines(ctx: PageContext) -> tuple[ChangeLine, ...]:
    """What happened within five weeks; of check-ins only some, which have their own place."""
    happened = ctx.once(_happened)
    return tuple(_line(ctx, each) for each in happened)


def _happened(ctx: PageContext) -> tuple[Happening, ...]:
    since = ctx.today - DAYS if ctx.today.toordinal() > DAYS.days else ctx.today
    return tuple(islice(_few_checkins(recent(ctx.scored, since)), SHOWN))


def _few_checkins(happened: Iterable[Happening]) -> Iterator[Happening]:
    told = 0
    for each in happened:
        told += each.what == "checkin"
        if each.what != "checkin" or told <= SHOWN_CHECKINS:
            yield each


def _line(ctx: PageContext, each: Happening) -> ChangeLine:
    tone, icon = _LOOKS[each.what]
    day, iso = ctx.numbers.short_day(each.day), each.day.isoformat()
    return ChangeLine(about(ctx, each.subject), _text(ctx, each), tone, icon, day, iso)


def _text(ctx: PageContext, each: Happening) -> str:
    words = ctx.words
    match each.what:
        case "closed":
            if each.value is None:
                return words["changes.closed"]
            return words.say("changes.closed_grade", grade=ctx.numbers.percent(each.value))
        case "left" | "entered":
            return _crossed(ctx, each)
        case "baseline":
            unit = ctx.kpi(each.subject.id).unit
            return words.say("changes.baseline", value=ctx.numbers.exact(each.value, unit))
        case "milestone":
            return words.say("changes.milestone", milestone=each.name)
        case "checkin":
            return _told(ctx, each)
        case _:
            assert_never(each.what)


def _crossed(ctx: PageContext, each: Happening) -> str:
    kpi = ctx.kpi(each.subject.id)
    return ctx.words.say(
        f"changes.{each.what}",
        value=kpi_value(ctx, kpi, each.value),
        period=ctx.numbers.period(each.period) if each.period else "",
        range=range_words(ctx, kpi.range, kpi.unit),
    )


def _told(ctx: PageContext, each: Happening) -> str:
    author = person_link(ctx, each.name)
    said = (
        ctx.words.say("changes.checkin", author=author.text)
        if author
        else ctx.words["changes.checkin_nobody"]
    )
    if each.value is None:
        return said
    confidence = ctx.numbers.number(each.value)
    added = ctx.words.say("changes.checkin_confidence", confidence=confidence)
    return f"{said}{ctx.words['punctuation.comma']}{added}"
