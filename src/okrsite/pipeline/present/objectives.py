"""Objectives: one as it stands in a list, wherever it is listed."""

from __future__ import annotations

from msgspec import Struct

from okrsite.model.goal_score import Grade
from okrsite.model.names import ObjectiveId
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.links import cycle_link, objective_link, person_link, team_link
from okrsite.pipeline.present.paths import Anchor
from okrsite.pipeline.present.progress import Progress, inactive_badge, progress_of
from okrsite.pipeline.present.status import Badge


class ObjectiveLine(Struct, frozen=True, kw_only=True):
    """An objective in a list.

    Attributes:
        link: The objective's title, leading to its page.
        team: The team that owns it.
        owner: Who answers for it.
        cycle: The cycle it is chased in.
        type: How firmly it is meant.
        state: Its state where nobody works on it; else None.
        progress: How far it is.
        measured: How many key results have a value.
        confidence: The confidence in words; may be empty.
        grade: The grade; may be empty.
    """

    link: Anchor
    team: Anchor | None
    owner: Anchor | None
    cycle: Anchor
    type: str
    state: Badge | None
    progress: Progress
    measured: str
    confidence: str
    grade: str


def objective_line(ctx: PageContext, id_: ObjectiveId) -> ObjectiveLine:
    """An objective as lists show it."""
    objective, score = ctx.objective(id_), ctx.objective_score(id_)
    return ObjectiveLine(
        link=objective_link(ctx, id_),
        team=team_link(ctx, objective.team),
        owner=person_link(ctx, objective.owner),
        cycle=cycle_link(ctx, objective.cycle),
        type=ctx.words[f"type.{objective.type}"],
        state=inactive_badge(ctx, objective),
        progress=progress_of(ctx, score),
        measured=measured_words(ctx, score.measured, score.total),
        confidence=confidence_words(ctx, score.confidence),
        grade=grade_words(ctx, score.grade),
    )


def grade_words(ctx: PageContext, grade: Grade | None) -> str:
    """The grade that counts, in a few words; empty before the close."""
    if grade is None or grade.counts is None:
        return ""
    return ctx.words.say("cycle.grade_mean", grade=ctx.numbers.percent(grade.counts))


def measured_words(ctx: PageContext, of: int, total: int) -> str:
    """How many key results have a value: 2 of 3 measured."""
    return ctx.words.say("objective.measured", measured=str(of), total=str(total))


def confidence_words(ctx: PageContext, value: float | None) -> str:
    """Confidence from 0 to 10; empty when nobody told any."""
    if value is None:
        return ""
    return ctx.words.say("objective.confidence_of", value=ctx.numbers.number(value))
