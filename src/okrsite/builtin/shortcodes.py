"""Shortcodes that ship: what is known of a goal or KPI today, within a text."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.api import GoalKey, KeyResultScore, ObjectiveScore, hookimpl
from okrsite.api.pages import (
    Anchor,
    PageContext,
    Shortcode,
    goal_link,
    kpi_link,
    kpi_value,
    progress_of,
)


@hookimpl
def okrsite_shortcodes() -> Iterable[Shortcode]:
    """`goal`, `kpi`, `progress`, `status` and `value`."""
    return (
        Shortcode(name="goal", title="A goal as a link", about="goal", show=goal),
        Shortcode(name="kpi", title="A KPI as a link", about="kpi", show=kpi_link),
        Shortcode(name="progress", title="The progress of a goal", about="goal", show=progress),
        Shortcode(name="status", title="How a goal goes", about="goal", show=status),
        Shortcode(name="value", title="The value of a KPI now", about="kpi", show=value),
    )


def goal(ctx: PageContext, written: str) -> Anchor:
    """An objective or key result by its title."""
    return goal_link(ctx, _key(written))


def progress(ctx: PageContext, written: str) -> str:
    """`62 %`, or that nobody has measured it."""
    return progress_of(ctx, _score(ctx, written)).text


def status(ctx: PageContext, written: str) -> str:
    """`At risk`; the grade's word once it is graded."""
    return progress_of(ctx, _score(ctx, written)).badge.word


def value(ctx: PageContext, id_: str) -> str:
    """The value that is judged, in the KPI's unit."""
    return kpi_value(ctx, ctx.kpi(id_), ctx.kpi_score(id_).value)


def _key(written: str) -> GoalKey:
    objective, _, key_result = written.partition("#")
    return GoalKey(objective, key_result)


def _score(ctx: PageContext, written: str) -> ObjectiveScore | KeyResultScore:
    goal = _key(written)
    score = ctx.objective_score(goal.objective)
    return score.key_results[goal.key_result] if goal.key_result else score
