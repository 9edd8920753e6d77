"""What changed: the latest happenings as a reader of the home page meets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import assert_never

from msgspec import Struct

from okrsite.api.pages import Anchor, PageContext, Tone, about, kpi_range, kpi_value, person_link
from okrsite.pipeline.compute.activity import Happening, What, recent

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
    """Something that happened: to what, the text with its tone and icon, and the day."""

    about: Anchor
    text: str
    tone: Tone
    icon: str
    day: str
    iso: str


def change_lines(ctx: PageContext) -> tuple[ChangeLine, ...]:
    """What happened within five weeks.

    Check-ins are limited to a few, because the home page lists the latest ones separately.
    """
    happened = ctx.once(_happened)
    return tuple(_line(ctx, happening) for happening in happened)


def _happened(ctx: PageContext) -> tuple[Happening, ...]:
    since = ctx.today - DAYS if ctx.today.toordinal() > DAYS.days else ctx.today
    return tuple(islice(_few_checkins(recent(ctx.scored, since)), SHOWN))


def _few_checkins(happened: Iterable[Happening]) -> Iterator[Happening]:
    told = 0
    for happening in happened:
        told += happening.what == "checkin"
        if happening.what != "checkin" or told <= SHOWN_CHECKINS:
            yield happening


def _line(ctx: PageContext, happening: Happening) -> ChangeLine:
    tone, icon = _LOOKS[happening.what]
    day, iso = ctx.numbers.short_day(happening.day), happening.day.isoformat()
    return ChangeLine(about(ctx, happening.subject), _text(ctx, happening), tone, icon, day, iso)


def _text(ctx: PageContext, happening: Happening) -> str:
    words = ctx.words
    match happening.what:
        case "closed":
            if happening.value is None:
                return words["changes.closed"]
            return words.say("changes.closed_grade", grade=ctx.numbers.percent(happening.value))
        case "left" | "entered":
            return _crossing_text(ctx, happening)
        case "baseline":
            value = kpi_value(ctx, ctx.kpi(happening.subject.id), happening.value)
            return words.say("changes.baseline", value=value)
        case "milestone":
            return words.say("changes.milestone", milestone=happening.name)
        case "checkin":
            return _checkin_text(ctx, happening)
        case _:
            assert_never(happening.what)


def _crossing_text(ctx: PageContext, happening: Happening) -> str:
    kpi = ctx.kpi(happening.subject.id)
    return ctx.words.say(
        f"changes.{happening.what}",
        value=kpi_value(ctx, kpi, happening.value),
        period=ctx.numbers.period(happening.period) if happening.period else "",
        range=kpi_range(ctx, kpi),
    )


def _checkin_text(ctx: PageContext, happening: Happening) -> str:
    author = person_link(ctx, happening.name)
    said = (
        ctx.words.say("changes.checkin", author=author.text)
        if author
        else ctx.words["changes.checkin_nobody"]
    )
    if happening.value is None:
        return said
    confidence = ctx.numbers.number(happening.value)
    added = ctx.words.say("changes.checkin_confidence", confidence=confidence)
    return ctx.words.listed((said, added))
