"""Arithmetic: the calculation behind a key result or an objective, as a reader can check it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from msgspec import structs

from okrsite.model.goal_score import KeyResultScore, ObjectiveScore
from okrsite.model.goals import KeyResult, Objective
from okrsite.model.measure import (
    ZONES,
    Custom,
    Guardrail,
    Metric,
    Milestones,
    NumberZones,
    Relative,
    Zones,
)
from okrsite.pipeline.compute.progress import segment_along, zone_line
from okrsite.pipeline.compute.rounding import total
from okrsite.pipeline.figures.precision import Figures, decimal_of
from okrsite.pipeline.figures.writer import MINUS
from okrsite.pipeline.present.calculation import bracketed, shown_terms
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.progress import Step, pace_steps
from okrsite.pipeline.present.ranges import figures_of_result, kept_range, range_words
from okrsite.pipeline.present.rollups import TIMES, rolled_up


def result_steps(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> tuple[Step, ...]:
    """How the progress of a key result and its pace were worked out."""
    own = Step(ctx.words["how.progress"], _result(ctx, result, score))
    steps = (own, *_start(ctx, result, score))
    return (*steps, *pace_steps(ctx, score, _pace_reason(ctx, result, score)))


def objective_steps(
    ctx: PageContext, objective: Objective, score: ObjectiveScore
) -> tuple[Step, ...]:
    """How the progress of an objective and its pace were worked out."""
    name = ctx.words["how.progress"]
    steps = [Step(name, text) for text in rolled_up(ctx, objective, score)]
    return (*steps, *pace_steps(ctx, score))


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
        case NumberZones() as zones:
            return _number_zones(ctx, result, zones, score)
        case Custom(use):
            share = ctx.numbers.percent(score.progress_raw)
            return ctx.words.say("how.custom", use=use, share=share)
        case _:
            assert_never(result.measure)


def _metric(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> str:
    if score.start is None or score.current is None or score.target is None:
        return _missing(ctx, score)
    text, start, target = _way(ctx, result, score, score.current)
    text = ctx.numbers.formula(f"{text} = {_share(ctx, score.progress_raw)}")
    if isinstance(result.measure, Relative):
        change = ctx.numbers.signed(float(decimal_of(result.measure.change) * 100), "%")
        factor = ctx.numbers.number(1 + result.measure.change)
        figures = _bare(ctx, result, score)
        base = start if score.base is None else ctx.numbers.among(score.base, figures)
        grown = ctx.numbers.formula(f"{base} {TIMES} {factor} = {target}")
        text = f"{ctx.words.say('how.relative', change=change, grown=grown)} {text}"
    return text


def _way(
    ctx: PageContext, result: KeyResult, score: KeyResultScore, value: float
) -> tuple[str, str, str]:
    """How far a value is from start to target, as a fraction; then the two by themselves."""
    known = (value, score.start or 0, score.target or 0)
    figures, percent = _bare(ctx, result, score), ctx.numbers.percent
    here, start, target = shown_terms(ctx.numbers, known, figures, _progress_of, percent)
    if score.start_from == "zero":
        return f"{here} / {bracketed(target)}", start, target
    less = f"{MINUS} {bracketed(start)}"
    return f"({here} {less}) / ({target} {less})", start, target


def _progress_of(terms: Sequence[float]) -> float:
    current, start, target = terms
    return (current - start) / (target - start)


def _bare(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> Figures:
    """The figures of a key result without their unit, as calculations show them."""
    return structs.replace(figures_of_result(ctx, score.objective, result), unit="")


def _missing(ctx: PageContext, score: KeyResultScore) -> str:
    if score.current is None:
        return _no_value(ctx, score)
    return ctx.words["how.no_start" if score.start is None else "how.no_target"]


def _no_value(ctx: PageContext, score: KeyResultScore) -> str:
    """That nothing was measured in the window; a value dated before it is no current one."""
    if score.status == "not_started":
        return ctx.words["how.no_current"]
    return ctx.words.say("how.no_current_since", day=ctx.numbers.day(score.window.start))


def _guardrail(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> str:
    if not score.observations:
        return _no_value(ctx, score)
    held, _ = kept_range(ctx, result)
    return ctx.words.say(
        "how.guardrail",
        inside=str(score.inside),
        observed=str(score.observations),
        range=range_words(ctx, held, figures_of_result(ctx, score.objective, result)),
        share=_share(ctx, score.progress_raw),
    )


def _milestones(ctx: PageContext, score: KeyResultScore) -> str:
    if score.progress_raw is None:
        return _no_value(ctx, score)
    number = ctx.numbers.number
    done = total([step.weight for step in score.steps if step.done])
    whole = total([step.weight for step in score.steps])
    share = _share(ctx, score.progress_raw)
    return ctx.numbers.formula(f"{number(done)} / {number(whole)} = {share}")


def _zones(ctx: PageContext, score: KeyResultScore) -> str:
    if score.zone is None or score.progress_raw is None:
        return _no_value(ctx, score)
    if score.progress_raw != ZONES[score.zone]:
        return ctx.words.say("how.zone_share", share=_share(ctx, score.progress_raw))
    zone = ctx.words[f"zone.{score.zone}"]
    return ctx.words.say("how.zone", zone=zone, share=_share(ctx, score.progress_raw))


def _number_zones(
    ctx: PageContext, result: KeyResult, zones: NumberZones, score: KeyResultScore
) -> str:
    if score.current is None or score.progress_raw is None:
        return _no_value(ctx, score)
    percent = ctx.numbers.percent
    low, high = segment_along(zone_line(zones, score.start), score.current)
    known = (score.current, low[0], high[0])
    current, start, end = shown_terms(
        ctx.numbers,
        known,
        _bare(ctx, result, score),
        lambda terms: low[1] + _progress_of(terms) * (high[1] - low[1]),
        percent,
    )
    less = f"{MINUS} {bracketed(start)}"
    gone = f"({current} {less}) / ({end} {less})"
    reach = f"({percent(high[1])} {MINUS} {percent(low[1])})"
    share = _share(ctx, score.progress_raw)
    return ctx.numbers.formula(f"{percent(low[1])} + {gone} {TIMES} {reach} = {share}")


def _pace_reason(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> str:
    """Why so much is expected; empty where it is the share of the days that are gone."""
    number, share = ctx.numbers.number, ctx.numbers.percent(score.expected)
    match result.measure:
        case Guardrail():
            return ctx.words["how.always"]
        case Metric(checkpoints=points) | Relative(checkpoints=points) if points:
            if score.start is None or score.target is None:
                return ""
            value = score.start + score.expected * (score.target - score.start)
            return ctx.numbers.formula(f"{_way(ctx, result, score, value)[0]} = {share}")
        case Milestones(steps) if any(step.due for step in steps):
            whole = total([step.weight for step in steps])
            return f"{number(score.expected * whole)} / {number(whole)} = {share}"
        case _:
            return ""


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
        value=ctx.numbers.among(score.start, figures_of_result(ctx, score.objective, result)),
        day=ctx.numbers.day(score.start_on) if score.start_on else "",
    )
    return (Step(ctx.words["how.start"], text),)
