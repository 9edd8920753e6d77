"""Progress: how far a goal is, how far it should be, and how both were worked out."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from okrsite.model.goal_score import KeyResultScore, ObjectiveScore, Window
from okrsite.model.goals import Objective
from okrsite.pipeline.figures.writer import MINUS
from okrsite.pipeline.present.calculation import shown_shares
from okrsite.pipeline.present.charts.bar import Bar
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.status import Badge, Tone, band_badge, state_badge, status_badge


class Step(Struct, frozen=True):
    """One line of a calculation.

    Attributes:
        name: What is worked out.
        text: How.
    """

    name: str
    text: str


class Progress(Struct, frozen=True, kw_only=True):
    """Progress as it is read.

    Attributes:
        text: The share in words; of a key result as it is, which may be 103 %.
        key: What it is sorted by.
        expected: What was expected by now.
        badge: How it stands against that.
        bar: The same as a bar.
    """

    text: str
    key: str
    expected: str
    badge: Badge
    bar: Bar


def progress_of(ctx: PageContext, score: KeyResultScore | ObjectiveScore) -> Progress:
    """The progress of a goal or key result beside the pace it should have.

    Once a goal is graded, its badge shows the band of the grade instead of the pace. No pace is
    asked of a goal that nobody works on.
    """
    badge = verdict_badge(ctx, score)
    has_no_pace = score.grade or score.status == "not_started" or set_aside(ctx, score)
    expected = None if has_no_pace else score.expected
    reached = score.progress_raw if isinstance(score, KeyResultScore) else score.progress
    share, pace = ctx.numbers.percent(reached), _expected(ctx, expected)
    return Progress(
        text=share,
        key=sort_key(score.progress),
        expected=pace,
        badge=badge,
        bar=_bar(ctx, (share, pace), badge.tone, (score.progress, expected)),
    )


def verdict_badge(ctx: PageContext, score: KeyResultScore | ObjectiveScore) -> Badge:
    """How a goal goes while it runs, and how good its grade is once it has one.

    Of one that nobody works on, and of its key results, it is the state.
    """
    if badge := set_aside(ctx, score):
        return badge
    if score.grade and score.grade.band:
        return band_badge(ctx.words, score.grade.band)
    return status_badge(ctx.words, score.status)


def set_aside(ctx: PageContext, score: KeyResultScore | ObjectiveScore) -> Badge | None:
    """The state of an objective that nobody works on, also for its key results; else None."""
    id_ = score.objective if isinstance(score, KeyResultScore) else score.id
    return inactive_badge(ctx, ctx.objective(id_))


def inactive_badge(ctx: PageContext, objective: Objective) -> Badge | None:
    """The state of an objective that nobody works on; nothing for an active one."""
    return None if objective.state == "active" else state_badge(ctx.words, objective.state)


def sort_key(value: float | None) -> str:
    """A figure as lists are sorted by it: plain in every language, empty where there is none."""
    return "" if value is None else f"{value:.6g}"


def share_bar(ctx: PageContext, share: float | None, expected: float | None, tone: Tone) -> Bar:
    """A bar for a share that has no status of its own, such as the mean of many goals."""
    told = (ctx.numbers.percent(share), _expected(ctx, expected))
    return _bar(ctx, told, tone, (share, expected))


def _bar(
    ctx: PageContext,
    told: tuple[str, str],
    tone: Tone,
    shares: tuple[float | None, float | None],
) -> Bar:
    return Bar(ctx.words.listed(filter(None, told)), tone, *shares)


def pace_steps(
    ctx: PageContext, score: KeyResultScore | ObjectiveScore, reason: str = ""
) -> tuple[Step, ...]:
    """How the expected share and the gap behind it were worked out; nothing where none is asked.

    `reason` is why so much is expected; where it is empty, the share of the days that are gone.
    """
    if set_aside(ctx, score):
        return ()
    words, percent = ctx.words, ctx.numbers.percent
    step = Step(words["how.elapsed"], reason or ctx.once(_elapsed, score.window))
    progress, expected = score.progress, score.expected
    if progress is None or expected is None or score.status in {"not_started", "done"}:
        return (step,)
    scoring = ctx.settings.scoring
    behind = percent(expected - progress, scoring.at_risk, scoring.off_track)
    pace, reached = shown_shares(
        ctx.numbers,
        (expected, progress),
        lambda shares: shares[0] - shares[1],
        lambda gap: percent(gap, scoring.at_risk, scoring.off_track),
    )
    gap = ctx.numbers.formula(f"{pace} {MINUS} {reached} = {behind}")
    return (
        step,
        Step(words["how.gap"], words.say("how.gap_text", gap=gap, **thresholds(ctx))),
    )


def _days_gone(ctx: PageContext, window: Window) -> int:
    if not ctx.has_come(window.start):
        return 0
    last = window.end if ctx.has_passed(window.end) else ctx.today
    return (last - window.start).days


def _elapsed(ctx: PageContext, window: Window) -> str:
    length = (window.end - window.start).days
    gone = _days_gone(ctx, window)
    share = gone / length if length else 1.0
    return ctx.words.say(
        "how.elapsed_text",
        gone=str(gone),
        length=str(length),
        start=ctx.numbers.day(window.start),
        end=ctx.numbers.day(window.end),
        share=ctx.numbers.percent(share),
    )


def thresholds(ctx: PageContext) -> Mapping[str, str]:
    """How far behind the pace is still on track, and how far still at risk, in words."""
    return ctx.once(_thresholds)


def _thresholds(ctx: PageContext) -> dict[str, str]:
    scoring, percent = ctx.settings.scoring, ctx.numbers.percent
    return {"at_risk": percent(scoring.at_risk), "off_track": percent(scoring.off_track)}


def _expected(ctx: PageContext, share: float | None) -> str:
    if share is None:
        return ""
    return ctx.words.say("progress.expected", share=ctx.numbers.percent(share))
