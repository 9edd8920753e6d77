"""Kudos: the newest thanks in one line."""

from __future__ import annotations

from datetime import timedelta

from msgspec import Struct

from okrsite.api import Kudos
from okrsite.api.pages import PageContext, TeamId, thanks_of
from okrsite.builtin.pages.scopes import is_inside
from okrsite.pipeline.present.paths import CHECKINS
from okrsite.pipeline.present.sentences.sentence import Sentence, counted, ended, said
from okrsite.pipeline.present.told import checkin_of, told_goals

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
    found = [
        row
        for goal in told_goals(ctx)
        if is_inside(ctx, goal.team, team)
        for row in goal.checkins
        if row.thanked and row.day >= ctx.today - FRESH
    ]
    if not found:
        return Newest(None, 0)
    newest = checkin_of(ctx, max(found, key=lambda row: row.day))
    return Newest(newest.kudos[0], sum(len(row.thanked) for row in found) - 1)
