"""Lead: how the company or a team stands, in a few sentences whose clauses lead to the proof."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from okrsite.api import Cycle, GoalKey, Status
from okrsite.api.pages import KpiId, PageContext, TeamId, cycle_link, goal_link, path_of
from okrsite.builtin.pages.brief.rows import KpiSummary, goal_rows, kpi_rows
from okrsite.builtin.pages.brief.scope import listing, statuses_of
from okrsite.builtin.pages.scopes import COMPANY
from okrsite.pipeline.present.paths import KPIS, LOOP
from okrsite.pipeline.present.sentences.sentence import (
    Sentence,
    counted,
    ended,
    paragraph,
    said,
)
from okrsite.pipeline.present.sentences.status import goals_said, kpis_said, names_said

WEEK = 7
# The place on the page of a cycle that lists what will miss its target.
MISSES = "misses"
Topic: TypeAlias = Literal["time", "goals", "kpis", "pace"]


class LeadPart(Struct, frozen=True):
    """A sentence and what it is about; `kpi` is the first that it names, or empty."""

    about: Topic
    sentence: Sentence
    kpi: KpiId = ""


def lead(ctx: PageContext, team: TeamId) -> Sentence:
    """The whole brief: the time, the goals, the KPIs, and where this pace leads."""
    return paragraph(ctx.words, lead_sentences(ctx, team))


def lead_sentences(ctx: PageContext, team: TeamId) -> tuple[Sentence, ...]:
    """The sentences of the brief, one by one; none is empty."""
    return tuple(part.sentence for part in lead_parts(ctx, team))


def lead_parts(ctx: PageContext, team: TeamId) -> tuple[LeadPart, ...]:
    """The same with what each is about, for who draws a picture beside it."""
    told = (
        LeadPart("time", _time(ctx)),
        LeadPart("goals", _goals(ctx, team)),
        *kpi_parts(ctx, kpi_rows(ctx, team)),
        LeadPart("pace", _pace(ctx, team)),
    )
    return tuple(part for part in told if part.sentence)


def said_about(ctx: PageContext, *topics: Topic) -> tuple[Sentence, ...]:
    """The sentences of the company's brief about some topics, for the pages that prove them."""
    return tuple(part.sentence for part in lead_parts(ctx, COMPANY) if part.about in topics)


def _time(ctx: PageContext) -> Sentence:
    """How far the current cycle is gone, in weeks; of a short one in days."""
    if ctx.current_cycle is None:
        return ended(ctx.words, [ctx.words["brief.no_cycle"]])
    cycle = ctx.cycle(ctx.current_cycle)
    link, number = cycle_link(ctx, cycle.id), ctx.numbers.number
    if ctx.today < cycle.start:
        when = said(ctx.words, "brief.before", cycle=link, day=ctx.numbers.day(cycle.start))
    elif ctx.today > cycle.end:
        when = said(ctx.words, "brief.over", cycle=link, day=ctx.numbers.day(cycle.end))
    else:
        week, weeks = week_of(cycle, (ctx.today - cycle.start).days)
        when = said(ctx.words, "brief.week", cycle=link, week=number(week), weeks=number(weeks))
    return ended(ctx.words, [when])


def week_of(cycle: Cycle, gone: int) -> tuple[int, int]:
    """In which week a cycle is after so many days, and how many it has.

    A quarter has 13 weeks and a day or two, which belong to the last of them.
    """
    weeks = max(((cycle.end - cycle.start).days + 1) // WEEK, 1)
    return min(gone // WEEK + 1, weeks), weeks


def _goals(ctx: PageContext, team: TeamId) -> Sentence:
    statuses = statuses_of(ctx, team)
    if not statuses:
        return ended(ctx.words, [ctx.words["brief.no_goals"]]) if ctx.current_cycle else Sentence()

    def address(status: Status) -> str:
        return listing(ctx, ctx.current_cycle, team, status)

    return goals_said(ctx, statuses, address)


def kpi_parts(ctx: PageContext, rows: Sequence[KpiSummary]) -> tuple[LeadPart, ...]:
    """What is out of range and whether anybody acts, or that nothing is; and what has no news.

    A stale value that was out of range, and on which nobody acts, is told in both: that no newer
    one came does not make it well.
    """
    alone = [row for row in rows if row.nobody_acts]
    acted = [row for row in rows if row.health == "out_of_range" and row.is_acted_on]
    stale = [row for row in rows if row.health == "stale"]
    parts = (
        ("brief.kpis_alone", alone, LOOP),
        ("brief.kpis_acted", acted, KPIS),
        ("brief.kpis_stale", stale, KPIS),
    )
    told = tuple(
        LeadPart(
            "kpis",
            ended(ctx.words, [kpis_said(ctx, key, _ids(part), ctx.href(page))]),
            part[0].id,
        )
        for key, part, page in parts
        if part
    )
    return told if alone or acted else (*_fine(ctx, len(rows) - len(stale)), *told)


def _fine(ctx: PageContext, count: int) -> tuple[LeadPart, ...]:
    """That none of so many KPIs is out of range; nothing where there are none to judge."""
    if not count:
        return ()
    shown, href = ctx.numbers.number(count), ctx.href(KPIS)
    fine = counted(ctx.words, "brief.kpis_fine", count, shown, href=href)
    return (LeadPart("kpis", ended(ctx.words, [fine])),)


def _ids(rows: Sequence[KpiSummary]) -> list[KpiId]:
    return [row.id for row in rows]


def misses(ctx: PageContext, team: TeamId) -> tuple[tuple[GoalKey, ...], int]:
    """The key results of current goals that will miss their targets, and of how many that is."""
    known = [
        (GoalKey(row.id, name), reaches)
        for row in goal_rows(ctx, team)
        if row.cycle == ctx.current_cycle
        for name, reaches in row.outlooks
    ]
    return tuple(goal for goal, reaches in known if not reaches), len(known)


def _pace(ctx: PageContext, team: TeamId) -> Sentence:
    """Where this pace leads, as far as a forecast tells; nothing once the cycle is over."""
    words, number = ctx.words, ctx.numbers.number
    if ctx.current_cycle is None or ctx.today > ctx.cycle(ctx.current_cycle).end:
        return Sentence()
    missing, total = misses(ctx, team)
    if not total:
        return Sentence()
    if not missing:
        return ended(words, [counted(words, "brief.pace_reaches", total, number(total))])
    # All of the company are listed on the page of the cycle, those of a team by their goals alone.
    href = "" if team else ctx.href(path_of("cycle", ctx.current_cycle), MISSES)
    names = names_said(ctx, [goal_link(ctx, goal) for goal in missing], href)
    count, of_all = number(len(missing)), number(total)
    key = "brief.pace_misses"
    told = counted(words, key, len(missing), count, href=href, total=of_all, names=names)
    return ended(words, [told])
