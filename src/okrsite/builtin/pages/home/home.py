"""Home, the brief: how the company stands in sentences, a picture of it, and what asks for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import FreePage, Objective, Team
from okrsite.api.pages import (
    Anchor,
    Attention,
    Bar,
    Html,
    KpiCard,
    Page,
    PageContext,
    PageKind,
    Spread,
    attention_of,
    cases,
    cycle_link,
    health_spread,
    kpi_card,
    share_bar,
    status_spread,
)
from okrsite.builtin.pages.brief.ahead import DueGroup, ahead
from okrsite.builtin.pages.brief.decided import Decisions, decisions
from okrsite.builtin.pages.brief.goals import SlopeLines, slope_lines
from okrsite.builtin.pages.brief.grid import LISTED, Grid, grid
from okrsite.builtin.pages.brief.kudos import thanks_said
from okrsite.builtin.pages.brief.lead import lead_sentences
from okrsite.builtin.pages.brief.lifted import LiftedLine, lifted, lifted_line
from okrsite.builtin.pages.brief.rows import EXCEPTIONS, kpi_rows
from okrsite.builtin.pages.brief.scope import current_goals, listing, statuses_of
from okrsite.builtin.pages.brief.since import Moves, moves
from okrsite.builtin.pages.progress_summary import Share, cycle_share
from okrsite.builtin.pages.scopes import COMPANY
from okrsite.builtin.pages.sorting import HEALTH
from okrsite.builtin.pages.twins import twin_path
from okrsite.pipeline.present.cycles import when_words
from okrsite.pipeline.present.paths import ATTENTION, HOME, KPIS, TEAMS
from okrsite.pipeline.present.sentences.change import Delta, share_delta
from okrsite.pipeline.present.sentences.sentence import Sentence, counted, ended

SHOWN_KPIS = 8
SHOWN_CASES = 5
SHOWN_LIFTED = 4


class CycleNow(Struct, frozen=True, kw_only=True):
    """The current cycle: how far it is gone, how far its goals are, and how they spread."""

    link: Anchor
    gone: str
    elapsed: Bar
    share: Share
    delta: Delta | None
    spread: Spread | None


class Exceptions(Struct, frozen=True):
    """The KPIs that ask for somebody, the first of them as cards, and how many are fine."""

    cards: tuple[KpiCard, ...]
    spread: Spread | None
    more: Anchor | None
    rest: Sentence


class Since(Struct, frozen=True, kw_only=True):
    """What is another than on Monday, what was promised and what was decided since."""

    title: str
    lead: str
    worse: Moves
    better: Moves
    promised: tuple[LiftedLine, ...]
    decided: Decisions


class HomeView(Struct, frozen=True, kw_only=True):
    """The home page; `missing` warns that not everything could be read, and is mostly empty.

    Of a site without goals and KPIs only title, mission, lead and intro hold something; of one with
    very many goals `grid` tells of its teams.
    """

    title: str
    missing: str
    mission: str
    lead: tuple[Sentence, ...]
    intro: Html
    is_empty: bool
    cycle: CycleNow | None
    goals: SlopeLines
    all_goals: Anchor
    grid: Grid | None
    since: Since | None
    asks: tuple[LiftedLine, ...]
    attention: tuple[Attention, ...]
    more_attention: Anchor | None
    ahead: tuple[DueGroup, ...]
    kpis: Exceptions | None
    kudos: Sentence


def home_view(ctx: PageContext, _: str) -> HomeView:
    """The home page of a site."""
    asked, index = cases(ctx), ctx.find(FreePage, "index")
    goals = slope_lines(ctx, COMPANY)
    kpis = _kpis(ctx)
    return HomeView(
        title=ctx.settings.site.title,
        missing=ctx.words.count("home.missing", ctx.missing) if ctx.missing else "",
        mission=ctx.settings.site.mission,
        lead=lead_sentences(ctx, COMPANY),
        intro=ctx.prose(index.body) if index else Html(),
        is_empty=kpis is None and not statuses_of(ctx, COMPANY) and not goals.lines,
        cycle=_cycle(ctx),
        goals=goals,
        all_goals=_all_goals(ctx, goals.rest),
        grid=_grid(ctx),
        since=_since(ctx),
        asks=tuple(
            lifted_line(ctx, passage) for passage in lifted(ctx, COMPANY, "help")[:SHOWN_LIFTED]
        ),
        attention=tuple(attention_of(ctx, case) for case in asked[:SHOWN_CASES]),
        more_attention=_all_of(ctx, len(asked), ATTENTION) if len(asked) > SHOWN_CASES else None,
        ahead=ahead(ctx, COMPANY),
        kpis=kpis,
        kudos=thanks_said(ctx, COMPANY),
    )


def _cycle(ctx: PageContext) -> CycleNow | None:
    if ctx.current_cycle is None:
        return None
    cycle, score = ctx.cycle(ctx.current_cycle), ctx.cycle_score(ctx.current_cycle)
    then = ctx.monday.cycle_score(cycle.id)
    return CycleNow(
        link=cycle_link(ctx, cycle.id),
        gone=when_words(ctx, cycle),
        elapsed=share_bar(ctx, score.elapsed, None, "calm"),
        share=cycle_share(ctx, score),
        delta=share_delta(ctx, score.progress, then.progress if then else None),
        spread=status_spread(ctx, score.statuses),
    )


def _all_goals(ctx: PageContext, rest: int) -> Anchor:
    """The list of all goals, with their number where not all are shown here."""
    text = ctx.words["home.all_objectives"]
    if rest:
        total = len(ctx.ids(Objective))
        text = ctx.words.count("home.more_goals", total, ctx.numbers.number(total))
    return Anchor(text, listing(ctx, None, COMPANY))


def _grid(ctx: PageContext) -> Grid | None:
    if len(current_goals(ctx, COMPANY)) <= LISTED or not ctx.ids(Team):
        return None
    return grid(ctx, COMPANY, Anchor("", ctx.href(TEAMS)))


def _since(ctx: PageContext) -> Since | None:
    """Nothing where neither a goal nor a KPI could have moved."""
    day = ctx.monday.day
    if day is None or not (current_goals(ctx, COMPANY) or kpi_rows(ctx, COMPANY)):
        return None
    worse, better = moves(ctx, COMPANY)
    shown = ctx.numbers.short_day(day)
    promised = lifted(ctx, COMPANY, "next")
    return Since(
        title=ctx.words.say("brief.since", day=shown),
        lead=ctx.words["brief.since_lead"],
        worse=worse,
        better=better,
        promised=tuple(
            lifted_line(ctx, passage)
            for passage in promised[:SHOWN_LIFTED]
            if passage.iso >= day.isoformat()
        ),
        decided=decisions(ctx, COMPANY),
    )


def _kpis(ctx: PageContext) -> Exceptions | None:
    rows = kpi_rows(ctx, COMPANY)
    if not rows:
        return None
    loud = [row for row in rows if row.health in EXCEPTIONS]
    loud.sort(key=lambda row: HEALTH[row.health])
    inside = sum(row.health == "in_range" for row in rows)
    key = "brief.kpis_others" if loud else "brief.kpis_in_range"
    rest = counted(ctx.words, key, inside, ctx.numbers.number(inside), href=ctx.href(KPIS))
    healths = Counter(row.health for row in rows)
    cards = tuple(kpi_card(ctx, row.id) for row in loud[:SHOWN_KPIS])
    return Exceptions(
        cards,
        health_spread(ctx, healths),
        _all_of(ctx, len(rows), KPIS) if len(loud) > SHOWN_KPIS else None,
        ended(ctx.words, [rest]) if inside else Sentence(),
    )


def _all_of(ctx: PageContext, total: int, path: str) -> Anchor:
    """The link to all of some things, by the number that their page tells."""
    shown = ctx.numbers.number(total)
    return Anchor(ctx.words.count("home.more_attention", total, shown), ctx.href(path))


def names(ctx: PageContext) -> Iterator[Page]:
    """The one page of this kind."""
    index = ctx.find(FreePage, "index")
    title, edit = ctx.settings.site.title, index.span.path if index else ""
    twin = twin_path(HOME)
    yield Page("home", HOME, "home.html", title, section="home", edit=edit, twin=twin)


KIND = PageKind(name="home", title="Home", names=names, view=home_view, nav=HOME, order=0, group="")
