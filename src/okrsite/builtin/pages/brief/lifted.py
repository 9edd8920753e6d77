"""Lifted: what a check-in asks for and what it promises, out of the text of its note.

An author marks it with a bold word and a colon, as many do anyway: **Help wanted:**, **Blocked:**,
**Next:**. It ends with its paragraph, or where the next such word stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Literal

from msgspec import Struct

from okrsite.api import CheckIn, Objective
from okrsite.api.pages import (
    Anchor,
    Html,
    ObjectiveId,
    PageContext,
    TeamId,
    objective_link,
    person_link,
)
from okrsite.builtin.pages.scopes import scopes_of
from okrsite.pipeline.compute.rhythm import days_after
from okrsite.pipeline.present.goal_list import is_running

Mark = Literal["help", "next"]
_MARKS: tuple[Mark, ...] = ("help", "next")

# Older ones were answered by something else meanwhile, or nobody waits any more.
FRESH_DAYS = 21
_COLON = "[:.\uff1a]"
_MARKED = re.compile(
    rf"<strong>([^<]{{1,60}}?)\s*{_COLON}?</strong>\s*{_COLON}?\s*(.*?)"
    rf"(?=<strong>[^<]{{1,60}}{_COLON}|</p>|</li>|$)",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")


class Lifted(Struct, frozen=True):
    """A passage of the newest check-in of a goal: whose, of which day, and what it says.

    `place` is its number among the marked ones of that check-in. The HTML is not kept here, for
    each page has addresses of its own in it.
    """

    objective: ObjectiveId
    author: str
    iso: str
    day: str
    place: int
    text: str


class MarkedGoal(Struct, frozen=True, array_like=True):
    """The passages of a goal's newest check-in, each with its mark."""

    team: TeamId | None
    passages: tuple[tuple[Mark, Lifted], ...] = ()


class LiftedLine(Struct, frozen=True):
    """A passage as it is read, below its goal."""

    about: Anchor
    text: Html
    author: Anchor | None
    day: str
    iso: str


def lifted(ctx: PageContext, team: TeamId, mark: Mark) -> tuple[Lifted, ...]:
    """What the newest check-ins of running goals ask for or promise, the newest first."""
    return ctx.entry(_asked_for if mark == "help" else _promised, team) or ()


def lifted_line(ctx: PageContext, passage: Lifted) -> LiftedLine:
    """A passage as it is read, with addresses as this page needs them."""
    newest = ctx.checkins(passage.objective)[-1]
    _, html = marked(ctx, newest)[passage.place]
    return LiftedLine(
        objective_link(ctx, passage.objective),
        Html(html),
        person_link(ctx, passage.author),
        passage.day,
        passage.iso,
    )


def _asked_for(ctx: PageContext) -> Mapping[TeamId, tuple[Lifted, ...]]:
    return _by_scope(ctx, "help")


def _promised(ctx: PageContext) -> Mapping[TeamId, tuple[Lifted, ...]]:
    return _by_scope(ctx, "next")


def _by_scope(ctx: PageContext, mark: Mark) -> Mapping[TeamId, tuple[Lifted, ...]]:
    """The passages with a mark by every scope that their goal belongs to, the newest first."""
    found: dict[TeamId, list[Lifted]] = {}
    for goal in ctx.rows(Objective, _of_goal):
        for scope in scopes_of(ctx, goal.team) if goal.passages else ():
            told = (passage for known, passage in goal.passages if known == mark)
            found.setdefault(scope, []).extend(told)
    return {
        scope: tuple(sorted(passages, key=lambda passage: passage.iso, reverse=True))
        for scope, passages in found.items()
    }


def _of_goal(ctx: PageContext, id_: ObjectiveId) -> MarkedGoal:
    """What the newest check-in of a goal asks for and promises, if it is running."""
    objective = ctx.objective(id_)
    newest = next(reversed(ctx.checkins(id_)), None) if is_running(ctx, objective) else None
    if newest is None or ctx.has_passed(days_after(newest.date, FRESH_DAYS)):
        return MarkedGoal(objective.team)
    return MarkedGoal(objective.team, tuple(_passages(ctx, newest)))


def _passages(ctx: PageContext, newest: CheckIn) -> Iterator[tuple[Mark, Lifted]]:
    nothing = _words(ctx, "nothing")
    told = [
        (name.casefold(), place, text)
        for place, (name, html) in enumerate(marked(ctx, newest))
        if (text := plain(html)).rstrip(".。").casefold() not in nothing
    ]
    for mark in _MARKS:
        known = _words(ctx, mark)
        for name, place, text in told:
            if name in known:
                yield mark, _passage(ctx, newest, place, text)


def _words(ctx: PageContext, mark: str) -> frozenset[str]:
    return frozenset(ctx.words[f"brief.{mark}_marks"].casefold().split("|"))


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


def _passage(ctx: PageContext, checkin: CheckIn, place: int, text: str) -> Lifted:
    day = ctx.numbers.short_day(checkin.date)
    author, iso = checkin.author or "", checkin.date.isoformat()
    return Lifted(checkin.objective, author, iso, day, place, text)
