"""Lifted: what a check-in asks for and what it promises, out of the text of its note.

An author marks it with a bold word and a colon, as many do anyway: **Help wanted:**, **Blocked:**,
**Next:**. It ends with its paragraph, or where the next such word stands.
"""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Literal

from msgspec import Struct

from okrsite.api import CheckIn
from okrsite.api.pages import (
    Anchor,
    Html,
    ObjectiveId,
    PageContext,
    TeamId,
    objective_link,
    person_link,
)
from okrsite.builtin.pages.brief.rows import goal_rows

Mark = Literal["help", "next"]

# Older ones were answered by something else meanwhile, or nobody waits any more.
FRESH = timedelta(days=21)
_COLON = "[:.\uff1a]"
_MARKED = re.compile(
    rf"<strong>([^<]{{1,60}}?)\s*{_COLON}?</strong>\s*{_COLON}?\s*(.*?)"
    rf"(?=<strong>[^<]{{1,60}}{_COLON}|</p>|</li>|$)",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")


class Lifted(Struct, frozen=True):
    """A passage of the newest check-in of a goal: whose, of which day, and what it says."""

    objective: ObjectiveId
    author: str
    iso: str
    day: str
    html: Html

    @property
    def text(self) -> str:
        """The passage without markup."""
        return plain(self.html.text)


class LiftedLine(Struct, frozen=True):
    """A passage as it is read, below its goal."""

    about: Anchor
    text: Html
    author: Anchor | None
    day: str
    iso: str


def lifted(ctx: PageContext, team: TeamId, mark: Mark) -> tuple[Lifted, ...]:
    """What the newest check-ins of running goals ask for or promise, the newest first."""
    return ctx.once(_lifted, team, mark)


def lifted_line(ctx: PageContext, passage: Lifted) -> LiftedLine:
    """A passage as it is read."""
    return LiftedLine(
        objective_link(ctx, passage.objective),
        passage.html,
        person_link(ctx, passage.author),
        passage.day,
        passage.iso,
    )


def _lifted(ctx: PageContext, team: TeamId, mark: Mark) -> tuple[Lifted, ...]:
    marks, nothing = (
        frozenset(ctx.words[key].casefold().split("|"))
        for key in (f"brief.{mark}_marks", "brief.nothing_marks")
    )
    found = []
    for row in goal_rows(ctx, team):
        newest = next(reversed(ctx.checkins(row.id)), None)
        if newest is None or newest.date < ctx.today - FRESH:
            continue
        found += [
            _passage(ctx, newest, html)
            for name, html in marked(ctx, newest)
            if name.casefold() in marks and plain(html).rstrip(".。").casefold() not in nothing
        ]
    found.sort(key=lambda passage: passage.objective)
    return tuple(sorted(found, key=lambda passage: passage.iso, reverse=True))


def marked(ctx: PageContext, checkin: CheckIn) -> list[tuple[str, str]]:
    """The passages of a note that begin with a bold word: the word, and the HTML after it."""
    html = ctx.prose(checkin.note, is_note=True).text
    return [(unescape(name), _capital(inner.strip())) for name, inner in _MARKED.findall(html)]


def _capital(html: str) -> str:
    """A passage that begins as a sentence does, since it does not stand after a colon any more."""
    return html[:1].upper() + html[1:]


def plain(html: str) -> str:
    """HTML as text in one line."""
    return " ".join(unescape(_TAG.sub("", html)).split())


def _passage(ctx: PageContext, checkin: CheckIn, html: str) -> Lifted:
    day = ctx.numbers.short_day(checkin.date)
    author, iso = checkin.author or "", checkin.date.isoformat()
    return Lifted(checkin.objective, author, iso, day, Html(html))
