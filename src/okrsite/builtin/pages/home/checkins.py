"""Check-ins: what teams told lately, newest first, and whom they thanked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, islice

from msgspec import Struct

from okrsite.api.pages import (
    Anchor,
    CheckInCard,
    Page,
    PageContext,
    PageKind,
    Paging,
    TeamId,
    Thanks,
    checkin_card,
    numbered,
    objective_link,
    paging,
    thanks_of,
)
from okrsite.builtin.pages.brief.lifted import LiftedLine, lifted, lifted_line
from okrsite.builtin.pages.home.choice import TeamChoice, choices_of, team_path
from okrsite.builtin.pages.objective.feed import feed_parts, team_feed, teams_of_feed
from okrsite.builtin.pages.scopes import COMPANY
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.paths import CHECKINS
from okrsite.pipeline.present.told import ToldCheckIn, checkin_of, told_checkins

SHOWN_KUDOS = 20
SHOWN_NEEDS = 12
OF_TEAM = "team "


class KudosLine(Struct, frozen=True):
    """Thanks to somebody: when, and the goal they belong to."""

    thanks: Thanks
    day: str
    objective: Anchor


class Week(Struct, frozen=True):
    """The check-ins of a week, the newest first."""

    title: str
    checkins: tuple[CheckInCard, ...]


class CheckInsView(Struct, frozen=True, kw_only=True):
    """One page of the feed, or of a team's.

    What asks for help stands on the first page, with the latest kudos on the company's.
    """

    title: str
    lead: str
    choices: tuple[TeamChoice, ...]
    needs: tuple[LiftedLine, ...]
    weeks: tuple[Week, ...]
    more: str
    kudos: tuple[KudosLine, ...]
    paging: Paging | None


def _part(ctx: PageContext, number: int) -> tuple[Sequence[ToldCheckIn], int]:
    """The check-ins of a page of the feed, and how many pages there are."""
    parts = feed_parts(ctx)
    return parts[number - 1], len(parts)


def _counts(ctx: PageContext) -> tuple[int, int]:
    """How many check-ins there are, and how many thanks in them."""
    told = told_checkins(ctx)
    return len(told), sum(len(row.thanked) for row in told)


def checkins_view(ctx: PageContext, name: str) -> CheckInsView:
    """A page of the feed, by its number or its team."""
    team = name.removeprefix(OF_TEAM)
    return _of_team(ctx, team) if team != name else _of_company(ctx, int(name))


def _of_company(ctx: PageContext, number: int) -> CheckInsView:
    shown, total = ctx.once(_part, number)
    told, thanked = ctx.once(_counts)
    words = ctx.words
    lead = words.count("checkins.lead", told, ctx.numbers.number(told))
    thanks = words.count("checkins.thanks", thanked, ctx.numbers.number(thanked))
    return CheckInsView(
        title=words["checkins.title"],
        lead=f"{lead} {thanks}" if told else "",
        choices=choices_of(ctx, COMPANY),
        needs=_needs(ctx, COMPANY) if number == 1 else (),
        weeks=_weeks(ctx, shown),
        more="",
        kudos=_kudos(ctx) if number == 1 else (),
        paging=paging(ctx, CHECKINS, number, total),
    )


def _of_team(ctx: PageContext, team: TeamId) -> CheckInsView:
    feed = team_feed(ctx, team)
    return CheckInsView(
        title=ctx.words.labelled(ctx.words["checkins.title"], ctx.team(team).title),
        lead="",
        choices=choices_of(ctx, team),
        needs=_needs(ctx, team),
        weeks=_weeks(ctx, feed.checkins),
        more=more_words(ctx, feed.rest),
        kudos=(),
        paging=None,
    )


def _needs(ctx: PageContext, team: TeamId) -> tuple[LiftedLine, ...]:
    return tuple(lifted_line(ctx, passage) for passage in lifted(ctx, team, "help")[:SHOWN_NEEDS])


def _weeks(ctx: PageContext, told: Sequence[ToldCheckIn]) -> tuple[Week, ...]:
    return tuple(
        Week(
            ctx.words.say("history.week", day=ctx.numbers.day(monday)),
            tuple(checkin_card(ctx, checkin_of(ctx, row)) for row in rows),
        )
        for monday, rows in groupby(told, key=lambda row: _monday(row.day))
    )


def _monday(day: date) -> date:
    # The first days that Python knows have no Monday before them.
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def _kudos(ctx: PageContext) -> tuple[KudosLine, ...]:
    return tuple(
        KudosLine(
            thanks_of(ctx, checkin_of(ctx, row).kudos[place]),
            ctx.numbers.short_day(row.day),
            objective_link(ctx, row.objective),
        )
        for row, place in ctx.once(_newest_kudos)
    )


def _newest_kudos(ctx: PageContext) -> tuple[tuple[ToldCheckIn, int], ...]:
    """Where the newest thanks stand, and which of their check-in they are."""
    given = ((row, place) for row in told_checkins(ctx) for place in range(len(row.thanked)))
    return tuple(islice(given, SHOWN_KUDOS))


def names(ctx: PageContext) -> Iterator[Page]:
    """The feed in as many pages as it needs, and one for each team."""
    title = ctx.words["checkins.title"]
    for number in range(1, len(feed_parts(ctx)) + 1):
        path = numbered(CHECKINS, number)
        yield Page(f"{number}", path, "checkins.html", title, section="checkins")
    for team in teams_of_feed(ctx):
        own = ctx.words.labelled(title, ctx.team(team).title)
        yield Page(f"{OF_TEAM}{team}", team_path(team), "checkins.html", own, section="checkins")


KIND = PageKind(
    name="checkins",
    title="Check-ins",
    names=names,
    view=checkins_view,
    nav=CHECKINS,
    order=48,
    group="company",
)
