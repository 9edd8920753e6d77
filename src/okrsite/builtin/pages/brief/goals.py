"""Goals: the company's own, or a team's, each as a slope beside its pace, and where it leads."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from okrsite.api import Objective, ObjectiveScore, Window
from okrsite.api.pages import (
    Anchor,
    ObjectiveId,
    ObjectiveLine,
    PageContext,
    TeamId,
    cycle_link,
    objective_line,
)
from okrsite.builtin.pages.brief.scope import current_goals
from okrsite.builtin.pages.sorting import company_objectives
from okrsite.pipeline.compute.outlook import Outlook, objective_outlook
from okrsite.pipeline.compute.pace import elapsed_share
from okrsite.pipeline.present.charts.slope import Slope
from okrsite.pipeline.present.progress import verdict_badge
from okrsite.pipeline.present.sentences.change import Delta, share_delta

SHOWN = 12
# Of many goals those stand on home that ask most of their reader.
SHOWN_OF_MANY = 8


class SlopeLine(Struct, frozen=True, kw_only=True):
    """A goal in a row: how it stands, what changed since Monday, its slope, and where it leads.

    `cycle` is told only of a goal that is not of the current one.
    """

    row: ObjectiveLine
    cycle: Anchor | None
    delta: Delta | None
    slope: Slope | None
    outlook: str


class SlopeLines(Struct, frozen=True):
    """The goals that are shown, and how many others there are."""

    lines: tuple[SlopeLine, ...]
    rest: int


def slope_lines(ctx: PageContext, team: TeamId) -> SlopeLines:
    """The goals of the current cycle first, then those of longer ones; of many the worst."""
    goals = ctx.once(_order, team)
    shown = goals[: SHOWN if len(goals) <= SHOWN else SHOWN_OF_MANY]
    return SlopeLines(tuple(slope_line(ctx, id_) for id_ in shown), len(goals) - len(shown))


def slope_line(ctx: PageContext, id_: ObjectiveId) -> SlopeLine:
    """One goal in a row."""
    objective, score = ctx.objective(id_), ctx.objective_score(id_)
    then = ctx.monday.objective_score(id_)
    outlook = outlook_of(ctx, id_) if _is_running(ctx, score) else None
    return SlopeLine(
        row=objective_line(ctx, id_),
        cycle=None if objective.cycle == ctx.current_cycle else cycle_link(ctx, objective.cycle),
        delta=share_delta(ctx, score.progress, then.progress if then else None),
        slope=slope_of(ctx, objective, score, outlook),
        outlook=_outlook_words(ctx, score, outlook),
    )


def _order(ctx: PageContext, team: TeamId) -> tuple[ObjectiveId, ...]:
    goals = current_goals(ctx, team) if team else company_objectives(ctx)

    def place(id_: ObjectiveId) -> tuple[bool, int, str]:
        rank = verdict_badge(ctx, ctx.objective_score(id_)).rank if len(goals) > SHOWN else 0
        return ctx.objective(id_).cycle != ctx.current_cycle, rank, id_

    return tuple(sorted(goals, key=place))


def outlook_of(ctx: PageContext, id_: ObjectiveId) -> Outlook | None:
    """Where a goal will be on its last day, if it and those that support it go on as until now."""
    return ctx.once(_outlook, id_)


def _outlook(ctx: PageContext, id_: ObjectiveId) -> Outlook | None:
    return objective_outlook(
        ctx.objective(id_), ctx.objective_score(id_), lambda child: outlook_of(ctx, child)
    )


def _is_running(ctx: PageContext, score: ObjectiveScore) -> bool:
    return score.status != "done" and score.window.start <= ctx.today < score.window.end


def slope_of(
    ctx: PageContext, objective: Objective, score: ObjectiveScore, outlook: Outlook | None
) -> Slope | None:
    """From nothing on its first day over Monday to today; None while nothing is measured."""
    if score.progress is None:
        return None
    window, then = score.window, ctx.monday.objective_score(objective.id)
    way = [(0.0, 0.0)]
    if then and then.progress is not None and ctx.monday.day:
        way.append((_gone(window, ctx.monday.day), then.progress))
    way.append((_gone(window, ctx.today), score.progress))
    pace = [(0.0, 0.0), (1.0, 1.0)]
    if score.expected is not None and 0 < way[-1][0] < 1:
        pace.insert(1, (way[-1][0], score.expected))
    title = ctx.words.listed(
        (
            ctx.numbers.percent(score.progress),
            ctx.words.say("progress.expected", share=ctx.numbers.percent(score.expected)),
        )
    )
    tone = verdict_badge(ctx, score).tone
    return Slope(title, tone, tuple(way), tuple(pace), outlook)


def _gone(window: Window, day: date) -> float:
    return elapsed_share(window, day)


def _outlook_words(ctx: PageContext, score: ObjectiveScore, outlook: Outlook | None) -> str:
    if outlook is None:
        return ""
    share, day = ctx.numbers.percent(outlook.share), ctx.numbers.short_day(score.window.end)
    return ctx.words.say("brief.outlook", share=share, day=day)
