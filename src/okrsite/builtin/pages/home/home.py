"""Home: where we are going, whether we are okay, and what needs attention, at one glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import FreePage, KpiScore
from okrsite.api.pages import (
    Anchor,
    Attention,
    Badge,
    Bar,
    CheckInCard,
    Html,
    KpiCard,
    ObjectiveLine,
    Page,
    PageContext,
    PageKind,
    Thanks,
    all_checkins,
    attention_of,
    cases,
    checkin_card,
    cycle_link,
    health_badge,
    kpi_card,
    latest_checkins,
    objective_line,
    share_bar,
    thanks_of,
)
from okrsite.builtin.pages.home.changes import ChangeLine, change_lines
from okrsite.builtin.pages.progress_summary import Share, cycle_share
from okrsite.builtin.pages.sorting import HEALTH, company_objectives, worst_first
from okrsite.pipeline.present.paths import ATTENTION, HOME

SHOWN_OBJECTIVES = 12
SHOWN_KPIS = 12
SHOWN_CASES = 7
SHOWN_CHECKINS = 3
SHOWN_KUDOS = 4


class CycleNow(Struct, frozen=True, kw_only=True):
    """The current cycle: how far it is gone, and how far its goals are."""

    link: Anchor
    gone: str
    elapsed: Bar
    share: Share


class HealthCount(Struct, frozen=True):
    """How many KPIs are in a state of health."""

    badge: Badge
    count: str


class HomeKudos(Struct, frozen=True):
    """Thanks to somebody, and when."""

    thanks: Thanks
    day: str


class HomeView(Struct, frozen=True, kw_only=True):
    """The home page; `missing` warns that not everything could be read, and is mostly empty."""

    title: str
    missing: str
    mission: str
    intro: Html
    cycle: CycleNow | None
    objectives: tuple[ObjectiveLine, ...]
    health: tuple[HealthCount, ...]
    kpis: tuple[KpiCard, ...]
    attention: tuple[Attention, ...]
    more_attention: Anchor | None
    changes: tuple[ChangeLine, ...]
    checkins: tuple[CheckInCard, ...]
    kudos: tuple[HomeKudos, ...]


def home_view(ctx: PageContext, _: str) -> HomeView:
    """The home page of a site."""
    asked, index = cases(ctx), ctx.find(FreePage, "index")
    return HomeView(
        title=ctx.settings.site.title,
        missing=ctx.words.count("home.missing", ctx.missing) if ctx.missing else "",
        mission=ctx.settings.site.mission,
        intro=ctx.prose(index.body) if index else Html(),
        cycle=_cycle(ctx),
        objectives=tuple(
            objective_line(ctx, objective)
            for objective in company_objectives(ctx)[:SHOWN_OBJECTIVES]
        ),
        health=_health(ctx),
        kpis=tuple(kpi_card(ctx, kpi) for kpi in worst_first(ctx)[:SHOWN_KPIS]),
        attention=tuple(attention_of(ctx, case) for case in asked[:SHOWN_CASES]),
        more_attention=_more(ctx, len(asked) - SHOWN_CASES),
        changes=change_lines(ctx),
        checkins=tuple(
            checkin_card(ctx, checkin) for checkin in latest_checkins(ctx, SHOWN_CHECKINS)
        ),
        kudos=_kudos(ctx),
    )


def _cycle(ctx: PageContext) -> CycleNow | None:
    if ctx.current_cycle is None:
        return None
    cycle, score = ctx.cycle(ctx.current_cycle), ctx.cycle_score(ctx.current_cycle)
    words, numbers = ctx.words, ctx.numbers
    days = (cycle.end - cycle.start).days + 1
    day = (ctx.today - cycle.start).days + 1
    if day < 1:
        gone = words.say("home.cycle_before", day=numbers.day(cycle.start))
    elif day > days:
        gone = words.say("home.cycle_over", day=numbers.day(cycle.end))
    else:
        share = numbers.percent(score.elapsed)
        gone = words.say("home.cycle_gone", day=str(day), days=str(days), share=share)
    return CycleNow(
        link=cycle_link(ctx, cycle.id),
        gone=gone,
        elapsed=share_bar(ctx, score.elapsed, None, "calm"),
        share=cycle_share(ctx, score),
    )


def _health(ctx: PageContext) -> tuple[HealthCount, ...]:
    counts = Counter(score.health for score in ctx.all(KpiScore))
    return tuple(
        HealthCount(health_badge(ctx.words, health), ctx.numbers.number(counts[health]))
        for health in HEALTH
        if counts[health]
    )


def _more(ctx: PageContext, rest: int) -> Anchor | None:
    if rest < 1:
        return None
    return Anchor(ctx.words.count("home.more_attention", rest), ctx.href(ATTENTION))


def _kudos(ctx: PageContext) -> tuple[HomeKudos, ...]:
    given = [(told.date, kudos) for told in all_checkins(ctx) for kudos in told.kudos]
    return tuple(
        HomeKudos(thanks_of(ctx, kudos), ctx.numbers.short_day(day))
        for day, kudos in given[:SHOWN_KUDOS]
    )


def names(ctx: PageContext) -> Iterator[Page]:
    """The one page of this kind."""
    index = ctx.find(FreePage, "index")
    title, edit = ctx.settings.site.title, index.span.path if index else ""
    yield Page("home", HOME, "home.html", title, section="home", edit=edit)


KIND = PageKind(name="home", title="Home", names=names, view=home_view, nav=HOME, order=0, group="")
