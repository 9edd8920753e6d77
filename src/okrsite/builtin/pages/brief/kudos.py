"""Kudos: the newest thanks in one line."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from okrsite.api import Kudos
from okrsite.api.pages import PageContext, TeamId, thanks_of
from okrsite.builtin.pages.brief.scope import is_inside
from okrsite.pipeline.present.paths import CHECKINS
from okrsite.pipeline.present.sentences.sentence import Sentence, counted, ended, said

# Thanks of a month ago are no news.
FRESH = timedelta(days=21)


class Newest(Struct, frozen=True):
    """The newest thanks, and how many others there were lately."""

    kudos: Kudos | None
    rest: int


def thanks_said(ctx: PageContext, team: TeamId) -> Sentence:
    """Whom somebody thanked last and for what, and how many others were thanked."""
    newest = ctx.once(_newest, team)
    if newest.kudos is None:
        return Sentence()
    thanks = thanks_of(ctx, newest.kudos)
    reason = thanks.for_.rstrip(".")
    told = [said(ctx.words, "brief.thanks", to=thanks.to, reason=reason)]
    if newest.rest:
        number, where = ctx.numbers.number(newest.rest), ctx.href(CHECKINS)
        told.append(counted(ctx.words, "common.more", newest.rest, number, href=where))
    return ended(ctx.words, told)


def _newest(ctx: PageContext, team: TeamId) -> Newest:
    found: list[tuple[date, Kudos]] = [
        (checkin.date, kudos)
        for checkin in ctx.checkins()
        if checkin.date >= ctx.today - FRESH
        and is_inside(ctx, ctx.objective(checkin.objective).team, team)
        for kudos in checkin.kudos
    ]
    if not found:
        return Newest(None, 0)
    _, kudos = max(found, key=lambda given: given[0])
    return Newest(kudos, len(found) - 1)
