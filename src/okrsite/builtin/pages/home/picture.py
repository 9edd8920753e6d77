"""Picture: the one large chart beside a sentence of the brief on the wall."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from okrsite.api import GoalKey
from okrsite.api.pages import KpiCard, PageContext, Spread, kpi_card, status_spread
from okrsite.builtin.pages.brief.goals import slope_line
from okrsite.builtin.pages.brief.lead import LeadPart, misses
from okrsite.builtin.pages.brief.rows import kpi_rows
from okrsite.builtin.pages.brief.scope import statuses_of
from okrsite.builtin.pages.scopes import COMPANY
from okrsite.builtin.pages.sorting import company_objectives
from okrsite.pipeline.present.charts.course import Course
from okrsite.pipeline.present.charts.slope import Slope
from okrsite.pipeline.present.distribution import health_spread
from okrsite.pipeline.present.result_shape import course_of


class Picture(Struct, frozen=True, kw_only=True):
    """One chart: a KPI with its line, the way of the goal of that name, or a spread."""

    name: str = ""
    kpi: KpiCard | None = None
    way: Course | Slope | None = None
    spread: Spread | None = None


def picture_of(ctx: PageContext, part: LeadPart) -> Picture | None:
    """What proves a sentence: how the goals spread, the first KPI, the first that will miss."""
    if part.about == "goals":
        return Picture(spread=status_spread(ctx, statuses_of(ctx, COMPANY)))
    if part.about == "kpis":
        return _kpis(ctx, part)
    return _pace(ctx) if part.about == "pace" else None


def _kpis(ctx: PageContext, part: LeadPart) -> Picture:
    if not part.kpi:
        healths = Counter(row.health for row in kpi_rows(ctx, COMPANY))
        return Picture(spread=health_spread(ctx, healths))
    return Picture(kpi=kpi_card(ctx, part.kpi))


def _pace(ctx: PageContext) -> Picture | None:
    missing, _ = misses(ctx, COMPANY)
    if missing:
        return _result(ctx, missing[0])
    goals = company_objectives(ctx)
    if not goals:
        return None
    return Picture(name=ctx.objective(goals[0]).title, way=slope_line(ctx, goals[0]).slope)


def _result(ctx: PageContext, goal: GoalKey) -> Picture:
    objective, score = ctx.objective(goal.objective), ctx.objective_score(goal.objective)
    result = next(known for known in objective.key_results if known.id == goal.key_result)
    way = course_of(ctx, result, score.key_results[result.id], score.window)
    return Picture(name=result.title, way=way)
