"""Wall: the company at a glance for a screen on the wall, view after view.

Goals of the company, KPIs, what needs attention, how teams are doing. The first view stands there
without JavaScript too, and the others below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TypeVar

from msgspec import Struct

from okrsite.api.pages import (
    WALL,
    Attention,
    Bar,
    KpiCard,
    ObjectiveRow,
    Page,
    PageKind,
    Site,
    attention_of,
    cases,
    in_pages,
    kpi_card,
    objective_row,
    share_bar,
)
from okrsite.builtin.pages.progress_summary import Share, team_share
from okrsite.builtin.pages.sorting import company_objectives, worst_first

T = TypeVar("T")

GOALS, KPIS, CASES, TEAMS = 4, 8, 4, 8
MOST_VIEWS = 3
SHORTEST, LONGEST = 4, 600


class Standing(Struct, frozen=True):
    """How far a team is."""

    name: str
    share: Share


class View(Struct, frozen=True, kw_only=True):
    """What the wall shows at a time: one kind of thing, the others are empty."""

    title: str
    goals: tuple[ObjectiveRow, ...] = ()
    kpis: tuple[KpiCard, ...] = ()
    cases: tuple[Attention, ...] = ()
    teams: tuple[Standing, ...] = ()


class WallView(Struct, frozen=True, kw_only=True):
    """The wall; `seconds` is how long each view stays."""

    mission: str
    cycle: str
    left: str
    elapsed: Bar | None
    views: tuple[View, ...]
    seconds: str


def wall_view(site: Site) -> WallView:
    """The wall of a site."""
    views = tuple(_views(site))
    cycle = site.scored.cycle
    settings = site.settings.site
    return WallView(
        mission=settings.mission,
        cycle=site.forest.cycles[cycle].title if cycle else "",
        left=_left(site),
        elapsed=share_bar(site, site.scored.cycles[cycle].elapsed, None, "calm") if cycle else None,
        views=views or (View(title=settings.title),),
        seconds=str(_seconds(site)),
    )


def _views(site: Site) -> Iterator[View]:
    words = site.words
    goals = [objective_row(site, "", each) for each in company_objectives(site)]
    for goal_part in _parts(goals, GOALS):
        yield View(title=words["wall.going"], goals=tuple(goal_part))
    kpis = [kpi_card(site, "", each) for each in worst_first(site)[: KPIS * MOST_VIEWS]]
    for kpi_part in _parts(kpis, KPIS):
        yield View(title=words["wall.okay"], kpis=tuple(kpi_part))
    asked = [attention_of(site, "", each) for each in cases(site)[: CASES * MOST_VIEWS]]
    for case_part in _parts(asked, CASES):
        yield View(title=words["wall.attention"], cases=tuple(case_part))
    for team_part in _parts(_standings(site), TEAMS):
        yield View(title=words["wall.teams"], teams=tuple(team_part))


def _parts(things: list[T], size: int) -> list[list[T]]:
    """Things in views of a size that differ by one at most; none where there are none."""
    shown = things[: size * MOST_VIEWS]
    count = -(-len(shown) // size)
    return [list(part) for part in in_pages(shown, -(-len(shown) // count))] if count else []


def _standings(site: Site) -> list[Standing]:
    """Teams with goals in the current cycle, the furthest behind first."""
    known = [(team, score) for team, score in site.scored.teams.items() if score.all]
    order = sorted(
        known, key=lambda each: ((each[1].progress or 0) - (each[1].expected or 0), each[0])
    )
    teams = site.forest.teams
    return [Standing(teams[team].title, team_share(site, score)) for team, score in order]


def _left(site: Site) -> str:
    cycle = site.scored.cycle
    if cycle is None:
        return ""
    days = max((site.forest.cycles[cycle].end - site.today).days, 0)
    return site.words.count("wall.cycle_left", days, site.numbers.number(days))


def _seconds(site: Site) -> int:
    """What the theme's option says, within reason."""
    wanted = site.theme.options.get("wall_seconds")
    seconds = wanted if isinstance(wanted, int) else 14
    return min(max(seconds, SHORTEST), LONGEST)


def pages(site: Site) -> tuple[Page, ...]:
    """The one page of this kind."""
    title = site.words["wall.title"]
    return (Page(WALL, "wall.html", title, partial(wall_view, site), section="wall"),)


KIND = PageKind(name="wall", title="Wall screen", pages=pages, order=1000)
