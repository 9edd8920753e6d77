"""Home: where we are going, whether we are okay, and what needs attention, at one glance."""

from __future__ import annotations

from collections import Counter
from functools import partial

from msgspec import Struct

from okrsite.api.pages import (
    ATTENTION,
    HOME,
    Anchor,
    Attention,
    Badge,
    Bar,
    CheckInCard,
    Html,
    KpiCard,
    ObjectiveRow,
    Page,
    PageKind,
    Site,
    Thanks,
    all_checkins,
    attention_of,
    cases,
    checkin_card,
    cycle_link,
    health_badge,
    href,
    kpi_card,
    latest_checkins,
    objective_row,
    prose,
    share_bar,
    thanks_of,
)
from okrsite.builtin.pages.changes import ChangeLine, change_lines
from okrsite.builtin.pages.sorting import HEALTH, company_objectives, worst_first

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
    progress: str
    expected: str
    bar: Bar


class HealthCount(Struct, frozen=True):
    """How many KPIs are in a state of health."""

    badge: Badge
    count: str


class KudosLine(Struct, frozen=True):
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
    objectives: tuple[ObjectiveRow, ...]
    health: tuple[HealthCount, ...]
    kpis: tuple[KpiCard, ...]
    attention: tuple[Attention, ...]
    more_attention: Anchor | None
    changes: tuple[ChangeLine, ...]
    checkins: tuple[CheckInCard, ...]
    kudos: tuple[KudosLine, ...]


def home_view(site: Site) -> HomeView:
    """The home page of a site."""
    asked, index = cases(site), site.forest.pages.get("index")
    return HomeView(
        title=site.settings.site.title,
        missing=site.words.count("home.missing", site.missing) if site.missing else "",
        mission=site.settings.site.mission,
        intro=prose(site, index.body, "") if index else Html(),
        cycle=_cycle(site),
        objectives=tuple(
            objective_row(site, "", each) for each in company_objectives(site)[:SHOWN_OBJECTIVES]
        ),
        health=_health(site),
        kpis=tuple(kpi_card(site, "", each) for each in worst_first(site)[:SHOWN_KPIS]),
        attention=tuple(attention_of(site, "", each) for each in asked[:SHOWN_CASES]),
        more_attention=_more(site, len(asked) - SHOWN_CASES),
        changes=change_lines(site),
        checkins=tuple(
            checkin_card(site, "", each) for each in latest_checkins(site, SHOWN_CHECKINS)
        ),
        kudos=_kudos(site),
    )


def _cycle(site: Site) -> CycleNow | None:
    if site.scored.cycle is None:
        return None
    cycle, score = site.forest.cycles[site.scored.cycle], site.scored.cycles[site.scored.cycle]
    words, numbers = site.words, site.numbers
    days = (cycle.end - cycle.start).days + 1
    day = (site.today - cycle.start).days + 1
    if day < 1:
        gone = words.say("home.cycle_before", day=numbers.day(cycle.start))
    elif day > days:
        gone = words.say("home.cycle_over", day=numbers.day(cycle.end))
    else:
        share = numbers.percent(score.elapsed)
        gone = words.say("home.cycle_gone", day=str(day), days=str(days), share=share)
    # The company is what its teams own; where nobody has teams yet, it is the whole cycle.
    company = site.scored.company if site.scored.company.all else score
    expected = "" if company.expected is None else numbers.percent(company.expected)
    return CycleNow(
        link=cycle_link(site, "", cycle.id),
        gone=gone,
        elapsed=share_bar(site, score.elapsed, None, "calm"),
        progress=numbers.percent(company.progress),
        expected=words.say("progress.expected", share=expected) if expected else "",
        bar=share_bar(site, company.progress, company.expected, "calm"),
    )


def _health(site: Site) -> tuple[HealthCount, ...]:
    counts = Counter(score.health for score in site.scored.kpis.values())
    return tuple(
        HealthCount(health_badge(site.words, health), site.numbers.number(counts[health]))
        for health in HEALTH
        if counts[health]
    )


def _more(site: Site, rest: int) -> Anchor | None:
    if rest < 1:
        return None
    return Anchor(site.words.count("home.more_attention", rest), href("", ATTENTION))


def _kudos(site: Site) -> tuple[KudosLine, ...]:
    given = [(told.date, each) for told in all_checkins(site) for each in told.kudos]
    return tuple(
        KudosLine(thanks_of(site, "", kudos), site.numbers.short_day(day))
        for day, kudos in given[:SHOWN_KUDOS]
    )


def pages(site: Site) -> tuple[Page, ...]:
    """The one page of this kind."""
    index = site.forest.pages.get("index")
    return (
        Page(
            HOME,
            "home.html",
            site.settings.site.title,
            partial(home_view, site),
            section="home",
            edit=index.span.path if index else "",
        ),
    )


KIND = PageKind(name="home", title="Home", pages=pages, nav=HOME, order=0, group="")
