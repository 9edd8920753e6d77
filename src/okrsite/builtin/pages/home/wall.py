"""Wall: the company at a glance for a screen on the wall, view after view.

The sentences of the brief, one a view, each with one large picture; then the goals of the company,
KPIs, what needs attention, how teams are doing. Without JavaScript they stand below one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from okrsite.api import TeamScore
from okrsite.api.pages import (
    Attention,
    Bar,
    KpiCard,
    ObjectiveLine,
    Page,
    PageContext,
    PageKind,
    attention_of,
    cases,
    in_pages,
    kpi_card,
    objective_line,
    share_bar,
)
from okrsite.builtin.pages.brief.lead import lead_parts
from okrsite.builtin.pages.home.picture import Picture, picture_of
from okrsite.builtin.pages.progress_summary import Share, team_share
from okrsite.builtin.pages.scopes import COMPANY
from okrsite.builtin.pages.sorting import company_objectives, worst_first
from okrsite.pipeline.present.paths import WALL

T = TypeVar("T")

GOALS, KPIS, CASES, TEAMS = 4, 8, 4, 8
MOST_VIEWS = 3
SHORTEST, LONGEST = 4, 600


class Standing(Struct, frozen=True):
    """How far a team is."""

    name: str
    share: Share


class View(Struct, frozen=True, kw_only=True):
    """What the wall shows at a time: one kind of thing, the others are empty.

    Of a view with a picture the title is a sentence.
    """

    title: str
    picture: Picture | None = None
    goals: tuple[ObjectiveLine, ...] = ()
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


def wall_view(ctx: PageContext, _: str) -> WallView:
    """The wall of a site."""
    views = tuple(_views(ctx))
    cycle = ctx.current_cycle
    settings = ctx.settings.site
    return WallView(
        mission=settings.mission,
        cycle=ctx.cycle(cycle).title if cycle else "",
        left=_left(ctx),
        elapsed=share_bar(ctx, ctx.cycle_score(cycle).elapsed, None, "calm") if cycle else None,
        views=views or (View(title=settings.title),),
        seconds=str(_seconds(ctx)),
    )


def _views(ctx: PageContext) -> Iterator[View]:
    words = ctx.words
    for part in lead_parts(ctx, COMPANY):
        # When the cycle ends is told above every view.
        if part.about != "time":
            yield View(title=part.sentence.text, picture=picture_of(ctx, part))
    goals = [objective_line(ctx, objective) for objective in company_objectives(ctx)]
    for goal_part in _parts(goals, GOALS):
        yield View(title=words["wall.going"], goals=tuple(goal_part))
    kpis = [kpi_card(ctx, kpi) for kpi in worst_first(ctx)[: KPIS * MOST_VIEWS]]
    for kpi_part in _parts(kpis, KPIS):
        yield View(title=words["wall.okay"], kpis=tuple(kpi_part))
    asked = [attention_of(ctx, case) for case in cases(ctx)[: CASES * MOST_VIEWS]]
    for case_part in _parts(asked, CASES):
        yield View(title=words["wall.attention"], cases=tuple(case_part))
    for team_part in _parts(_standings(ctx), TEAMS):
        yield View(title=words["wall.teams"], teams=tuple(team_part))


def _parts(things: Sequence[T], size: int) -> list[list[T]]:
    """The things in views of nearly equal size, of at most `size` each; empty without things."""
    shown = things[: size * MOST_VIEWS]
    count = -(-len(shown) // size)
    return [list(part) for part in in_pages(shown, -(-len(shown) // count))] if count else []


def _standings(ctx: PageContext) -> list[Standing]:
    """Teams with goals in the current cycle, the furthest behind first."""
    known = [(score.id, score) for score in ctx.all(TeamScore) if score.all]
    order = sorted(
        known,
        key=lambda standing: (
            (standing[1].progress or 0) - (standing[1].expected or 0),
            standing[0],
        ),
    )
    return [Standing(ctx.team(team).title, team_share(ctx, score)) for team, score in order]


def _left(ctx: PageContext) -> str:
    cycle = ctx.current_cycle
    if cycle is None:
        return ""
    days = max((ctx.cycle(cycle).end - ctx.today).days, 0)
    return ctx.words.count("wall.cycle_left", days, ctx.numbers.number(days))


def _seconds(ctx: PageContext) -> int:
    """What the theme's option says, within reason."""
    wanted = ctx.options.get("wall_seconds")
    seconds = wanted if isinstance(wanted, int) else 14
    return min(max(seconds, SHORTEST), LONGEST)


def names(ctx: PageContext) -> Iterator[Page]:
    """The one page of this kind."""
    yield Page("wall", WALL, "wall.html", ctx.words["wall.title"], section="wall")


KIND = PageKind(name="wall", title="Wall screen", names=names, view=wall_view, order=1000)
