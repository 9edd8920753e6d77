"""Arithmetic: the calculation behind a key result or an objective, as a reader can check it."""

from __future__ import annotations

from typing import assert_never

from okrsite.model.goal_score import KeyResultScore, ObjectiveScore
from okrsite.model.goals import KeyResult, Objective
from okrsite.model.measure import (
    Custom,
    Guardrail,
    Metric,
    Milestones,
    Relative,
    Zones,
)
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.numbers import MINUS
from okrsite.pipeline.present.progress import Step, pace_steps
from okrsite.pipeline.present.ranges import kept_range, range_words
from okrsite.pipeline.present.rollups import TIMES, rolled_up


def result_steps(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> tuple[Step, ...]:
    """How the progress of a key result and its pace were worked out."""
    own = Step(ctx.words["how.progress"], _result(ctx, result, score))
    expected = None if score.status in {"not_started", "done"} else score.expected
    return (
        own,
        *_start(ctx, result, score),
        *pace_steps(ctx, score.window, score.progress, expected),
    )


def objective_steps(
    ctx: PageContext, objective: Objective, score: ObjectiveScore
) -> tuple[Step, ...]:
    """How the progress of an objective and its pace were worked out."""
    name = ctx.words["how.progress"]
    steps = [Step(name, text) for text in rolled_up(ctx, objective, score)]
    expected = None if score.status in {"not_started", "done"} else score.expected
    return (*steps, *pace_steps(ctx, score.window, score.progress, expected))


def _result(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> str:
    if score.already_met:
        return ctx.words["how.already_met"]
    match result.measure:
        case Metric() | Relative():
            return _metric(ctx, result, score)
        case Guardrail():
            return _guardrail(ctx, result, score)
        case Milestones():
            return _milestones(ctx, score)
        case Zones():
            return _zones(ctx, score)
        case Custom(use):
            share = ctx.numbers.percent(score.progress_raw)
            return ctx.words.say("how.custom", use=use, share=share)
        case _:
            assert_never(result.measure)


def _metric(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> str:
    number = ctx.numbers.number
    if score.start is None or score.current is None or score.target is None:
        return ctx.words[_missing(score)]
    start, current, target = number(score.start), number(score.current), number(score.target)
    share = _share(ctx, score.progress_raw)
    text = f"({current} {MINUS} {start}) / ({target} {MINUS} {start}) = {share}"
    if isinstance(result.measure, Relative):
        change = ctx.numbers.signed(result.measure.change * 100, "%")
        factor = number(1 + result.measure.change)
        grown = f"{start} {TIMES} {factor} = {target}"
        text = f"{ctx.words.say('how.relative', change=change, grown=grown)} {text}"
    return text


def _missing(score: KeyResultScore) -> str:
    if score.current is None:
        return "how.no_current"
    return "how.no_start" if score.start is None else "how.no_target"


def _guardrail(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> str:
    if not score.observations:
        return ctx.words["how.no_current"]
    held, unit = kept_range(ctx, result)
    return ctx.words.say(
        "how.guardrail",
        inside=str(score.inside),
        observed=str(score.observations),
        range=range_words(ctx, held, unit),
        share=_share(ctx, score.progress_raw),
    )


def _milestones(ctx: PageContext, score: KeyResultScore) -> str:
    number = ctx.numbers.number
    done = sum(step.weight for step in score.steps if step.done)
    whole = sum(step.weight for step in score.steps)
    return f"{number(done)} / {number(whole)} = {_share(ctx, score.progress_raw)}"


def _zones(ctx: PageContext, score: KeyResultScore) -> str:
    if score.zone is None:
        return ctx.words["how.no_current"]
    zone = ctx.words[f"zone.{score.zone}"]
    return ctx.words.say("how.zone", zone=zone, share=_share(ctx, score.progress_raw))


def _share(ctx: PageContext, raw: float | None) -> str:
    if raw is None or 0 <= raw <= 1:
        return ctx.numbers.percent(raw)
    shown = ctx.numbers.percent(min(max(raw, 0), 1))
    return ctx.words.say("how.clamped", raw=ctx.numbers.percent(raw), shown=shown)


def _start(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> tuple[Step, ...]:
    if score.start is None or score.start_from in {None, "written"}:
        return ()
    text = ctx.words.say(
        f"how.start_{score.start_from}",
        value=ctx.numbers.quantity(score.start, result.unit),
        day=ctx.numbers.day(score.start_on) if score.start_on else "",
    )
    return (Step(ctx.words["how.start"], text),)
