"""Grades: the verdict at the close, as it is read."""

from __future__ import annotations

from msgspec import Struct

from okrsite.model.goal_score import Grade
from okrsite.pipeline.compute.grade import grade_band
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.status import Badge, band_badge


class GradeView(Struct, frozen=True):
    """A grade as it is read.

    Attributes:
        text: Its figure.
        badge: How good that is.
        verdict: Whether the goal counts as met.
        reason: Why it is not the progress.
    """

    text: str
    badge: Badge | None
    verdict: str
    reason: str


def grade_view(ctx: PageContext, grade: Grade | None) -> GradeView | None:
    """A grade as it is read; nothing before the close."""
    if grade is None:
        return None
    percent, words, scoring = ctx.numbers.percent, ctx.words, ctx.settings.scoring
    reason = ""
    if grade.given is not None:
        reason = words.say(
            "objective.grade_given",
            given=percent(grade.given),
            reason=grade.reason,
            earned=percent(grade.earned),
        )
    verdict = words["objective.grade_met" if grade.met else "objective.grade_missed"]
    badge = band_badge(words, grade.band) if grade.band else None
    return GradeView(
        percent(grade.counts, scoring.low, scoring.high, scoring.met), badge, verdict, reason
    )


def band_of(ctx: PageContext, grade: float) -> Badge:
    """How good a mean of grades is, by the bands of single ones."""
    return band_badge(ctx.words, grade_band(grade, ctx.settings.scoring))
