"""Agenda: what is due this week and next for everybody, and where to subscribe to it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api.pages import Anchor, Page, PageContext, PageKind
from okrsite.builtin.pages.agenda.lead import agenda_sentences
from okrsite.builtin.pages.agenda.load import Load, load_of
from okrsite.builtin.pages.agenda.weeks import (
    SHOWN,
    SHOWN_LATER,
    WeekPlan,
    week_plan,
    weeks_of,
)
from okrsite.builtin.pages.outputs.calendar import CALENDAR
from okrsite.builtin.pages.upcoming import DAYS_AHEAD, due_soon
from okrsite.pipeline.compute.rhythm import days_after
from okrsite.pipeline.present.paths import AGENDA
from okrsite.pipeline.present.sentences.sentence import Sentence


class AgendaView(Struct, frozen=True, kw_only=True):
    """The calendar page; `load` is that of next week, `later` the weeks after it."""

    title: str
    lead: tuple[Sentence, ...]
    load_title: str
    load: Load
    near: tuple[WeekPlan, ...]
    later: tuple[WeekPlan, ...]
    subscribe: Anchor


def agenda_view(ctx: PageContext, _: str) -> AgendaView:
    """The calendar page."""
    words, day = ctx.words, ctx.numbers.short_day
    dues = due_soon(ctx, days_after(ctx.today, DAYS_AHEAD))
    this, following, *others = weeks_of(ctx.today, dues)
    this_title = words.say("agenda.this_week", day=day(this.last))
    next_title = words.say("agenda.next_week", first=day(following.first), last=day(following.last))
    near = (
        week_plan(ctx, this, this_title, SHOWN),
        week_plan(ctx, following, next_title, SHOWN),
    )
    return AgendaView(
        title=words["agenda.title"],
        lead=agenda_sentences(ctx, this, following),
        load_title=words["agenda.by_person"],
        load=load_of(ctx, following),
        near=near,
        later=tuple(
            week_plan(
                ctx, week, words.say("history.week", day=ctx.numbers.day(week.first)), SHOWN_LATER
            )
            for week in others
        ),
        subscribe=Anchor(words["agenda.subscribe"], ctx.href(CALENDAR)),
    )


def names(ctx: PageContext) -> Iterator[Page]:
    """The one page of this kind."""
    yield Page("agenda", AGENDA, "agenda.html", ctx.words["agenda.title"], section="agenda")


KIND = PageKind(
    name="agenda",
    title="Calendar",
    names=names,
    view=agenda_view,
    nav=AGENDA,
    order=47,
    group="company",
)
