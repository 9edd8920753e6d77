"""Scorecard: goals and KPIs side by side, in the four perspectives of the Balanced Scorecard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from okrsite.api.pages import (
    Anchor,
    KpiCard,
    KpiId,
    ObjectiveId,
    ObjectiveLine,
    Page,
    PageContext,
    PageKind,
    Spread,
    health_spread,
    kpi_card,
    objective_line,
    status_spread,
)
from okrsite.builtin.pages.kpi.views import Tab, tabs
from okrsite.builtin.pages.sorting import company_first, worst_first
from okrsite.model.names import Perspective
from okrsite.pipeline.present.goal_list import running_goals
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.paths import KPIS, OBJECTIVES, SCORECARD

SHOWN = 24
PERSPECTIVES: tuple[Perspective | None, ...] = (
    "financial",
    "customer",
    "process",
    "learning",
    None,
)


class Side(Struct, frozen=True):
    """One side of a perspective: its distribution, and the link to what is not shown."""

    spread: Spread | None
    more: Anchor | None


class PerspectiveView(Struct, frozen=True, kw_only=True):
    """A perspective: the question it asks, the goals that answer it, and the KPIs that check."""

    anchor: str
    name: str
    question: str
    goals: Side
    objectives: tuple[ObjectiveLine, ...]
    health: Side
    kpis: tuple[KpiCard, ...]


class ScorecardView(Struct, frozen=True):
    """The scorecard; what has no perspective comes last and only where there is some."""

    title: str
    tabs: tuple[Tab, ...]
    perspectives: tuple[PerspectiveView, ...]


def scorecard_view(ctx: PageContext, _: str) -> ScorecardView:
    """The whole scorecard."""
    shown = (_perspective(ctx, perspective) for perspective in PERSPECTIVES)
    title = ctx.words["scorecard.title"]
    return ScorecardView(title, tabs(ctx, "scorecard"), tuple(filter(None, shown)))


def _perspective(ctx: PageContext, perspective: Perspective | None) -> PerspectiveView | None:
    goals, kpis = _goals(ctx, perspective), _kpis(ctx, perspective)
    if perspective is None and not goals and not kpis:
        return None
    name = perspective or "none"
    statuses = [ctx.objective_score(goal).status for goal in goals]
    healths = [ctx.kpi_score(kpi).health for kpi in kpis]
    return PerspectiveView(
        anchor=f"perspective-{name}",
        name=ctx.words[f"perspective.{name}"],
        question=ctx.words[f"scorecard.{name}"],
        goals=Side(
            status_spread(ctx, dict(Counter(statuses))),
            _more(ctx, len(goals), OBJECTIVES),
        ),
        objectives=tuple(objective_line(ctx, goal) for goal in goals[:SHOWN]),
        health=Side(
            health_spread(ctx, dict(Counter(healths))),
            _more(ctx, len(kpis), KPIS),
        ),
        kpis=tuple(kpi_card(ctx, kpi) for kpi in kpis[:SHOWN]),
    )


def _goals(ctx: PageContext, perspective: Perspective | None) -> list[ObjectiveId]:
    found = (goal for goal in running_goals(ctx) if goal.perspective == perspective)
    return [goal.id for goal in company_first(ctx, found)]


def _kpis(ctx: PageContext, perspective: Perspective | None) -> list[KpiId]:
    return [id_ for id_ in worst_first(ctx) if ctx.kpi(id_).perspective == perspective]


def _more(ctx: PageContext, count: int, path: str) -> Anchor | None:
    rest = count - SHOWN
    if rest < 1:
        return None
    return Anchor(more_words(ctx, rest), ctx.href(path))


def names(ctx: PageContext) -> Iterator[Page]:
    """The one page of this kind."""
    title = ctx.words["scorecard.title"]
    yield Page("scorecard", SCORECARD, "scorecard.html", title, section="kpis")


KIND = PageKind(name="scorecard", title="Scorecard", names=names, view=scorecard_view)
