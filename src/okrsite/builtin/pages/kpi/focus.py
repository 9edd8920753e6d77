"""Focus pairs: each goal beside the KPIs that are watched while it is chased, and why."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Objective
from okrsite.api.pages import (
    Anchor,
    KpiCard,
    ObjectiveId,
    ObjectiveLine,
    Page,
    PageContext,
    PageKind,
    Paging,
    in_pages,
    kpi_card,
    numbered,
    objective_line,
    paging,
    tag_link,
    team_link,
)
from okrsite.builtin.pages.kpi.views import Tab, tabs
from okrsite.builtin.pages.sorting import company_first
from okrsite.pipeline.present.excerpt import opening
from okrsite.pipeline.present.goal_list import running_goals
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.paths import FOCUS, LOOP

PAGE_SIZE = 40
SHOWN_KPIS = 5


class Pair(Struct, frozen=True, kw_only=True):
    """What a goal is about, the goal, the KPIs beside it, and why it matters (may be empty)."""

    focus: tuple[Anchor, ...]
    goal: ObjectiveLine
    kpis: tuple[KpiCard, ...]
    more: str
    why: str


class FocusView(Struct, frozen=True, kw_only=True):
    """One page of the pairs; `single` leads to the goals that nothing is watched beside."""

    title: str
    tabs: tuple[Tab, ...]
    pairs: tuple[Pair, ...]
    single: Anchor | None
    paging: Paging | None


def pairs_of(ctx: PageContext) -> tuple[ObjectiveId, ...]:
    """The running objectives with KPIs to keep an eye on, the company's first, then by team."""
    return ctx.once(_pairs_of)


def _pairs_of(ctx: PageContext) -> tuple[ObjectiveId, ...]:
    watching = (goal for goal in running_goals(ctx) if goal.watch)
    return tuple(goal.id for goal in company_first(ctx, watching))


def focus_view(ctx: PageContext, name: str) -> FocusView:
    """A page of the pairs."""
    number, parts = int(name), in_pages(pairs_of(ctx), PAGE_SIZE)
    return FocusView(
        title=ctx.words["focus.title"],
        tabs=tabs(ctx, "focus"),
        pairs=tuple(_pair(ctx, ctx.objective(id_)) for id_ in parts[number - 1]),
        single=_single(ctx) if number == 1 else None,
        paging=paging(ctx, FOCUS, number, len(parts)),
    )


def _pair(ctx: PageContext, goal: Objective) -> Pair:
    rest = len(goal.watch) - SHOWN_KPIS
    return Pair(
        focus=_focus(ctx, goal),
        goal=objective_line(ctx, goal.id),
        kpis=tuple(kpi_card(ctx, kpi) for kpi in goal.watch[:SHOWN_KPIS]),
        more=more_words(ctx, rest),
        why=opening(goal.body),
    )


def _focus(ctx: PageContext, goal: Objective) -> tuple[Anchor, ...]:
    """What the goal is about: its tags, else its perspective, else its team."""
    if goal.tags:
        return tuple(tag_link(ctx, tag) for tag in goal.tags[:3])
    if goal.perspective:
        return (Anchor(ctx.words[f"perspective.{goal.perspective}"]),)
    team = team_link(ctx, goal.team)
    return (team,) if team else ()


def _single(ctx: PageContext) -> Anchor | None:
    count = sum(not goal.watch for goal in running_goals(ctx))
    if not count:
        return None
    text = ctx.words.count("focus.single", count, ctx.numbers.number(count))
    return Anchor(text, ctx.href(LOOP, "audit-confirm"))


def names(ctx: PageContext) -> Iterator[Page]:
    """The pairs in as many pages as they need."""
    title = ctx.words["focus.title"]
    for number in range(1, len(in_pages(pairs_of(ctx), PAGE_SIZE)) + 1):
        yield Page(f"{number}", numbered(FOCUS, number), "focus.html", title, section="kpis")


KIND = PageKind(name="focus", title="Focus pairs", names=names, view=focus_view)
