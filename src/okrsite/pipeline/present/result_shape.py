"""The shape of a key result: what it wants, its steps or zones, and the chart of its values."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from okrsite.model.diagnostic import Subject
from okrsite.model.goal_score import CustomScore, KeyResultScore, Window
from okrsite.model.goals import KeyResult
from okrsite.model.measure import (
    Custom,
    Guardrail,
    Metric,
    Milestones,
    NumberZones,
    Relative,
    Zones,
)
from okrsite.model.series import Point
from okrsite.pipeline.compute.expected import pace_line
from okrsite.pipeline.present.charts.course import Course
from okrsite.pipeline.present.charts.parts import Fan
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.ranges import figures_of_result, kept_range, range_words
from okrsite.pipeline.present.timeline import moves


class MilestoneView(Struct, frozen=True):
    """A step on the way, whether it is done, and when in words."""

    title: str
    is_done: bool
    when: str


class Zone(Struct, frozen=True):
    """A zone of ambition in the author's words, and whether it is reached."""

    name: str
    text: str
    is_reached: bool


def aim(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> str:
    """What a key result wants, in a few words: from 24 h to 4 h."""
    words, figures = ctx.words, figures_of_result(ctx, score.objective, result)
    match result.measure:
        case Metric() | Relative():
            target = ctx.numbers.among(score.target, figures)
            if score.start is None:
                return words.say("result.to", target=target)
            start = ctx.numbers.among(score.start, figures)
            return words.say("result.from_to", start=start, target=target)
        case Guardrail():
            held, _ = kept_range(ctx, result)
            return words.say("result.kept", range=range_words(ctx, held, figures))
        case Milestones():
            return words["result.milestones"]
        case Zones():
            return words["result.zones"]
        case NumberZones(stretch=stretch):
            end = ctx.numbers.among(stretch, figures)
            if score.start is None:
                return words.say("result.to", target=end)
            return words.say(
                "result.from_to", start=ctx.numbers.among(score.start, figures), target=end
            )
        case Custom(use):
            target = shown_custom(ctx, score.custom, "target")
            return (
                words.say("result.to", target=target)
                if target
                else words.say("result.custom", use=use)
            )


def shown_custom(
    ctx: PageContext, custom: CustomScore | None, field: Literal["value", "target"]
) -> str:
    """The value or the target as a plugin's scorer wants it shown; empty where it says nothing."""
    shown: float | str | None = getattr(custom, field, None)
    if custom is None or shown is None:
        return ""
    return shown if isinstance(shown, str) else ctx.numbers.exact(shown, custom.unit)


def ends(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> tuple[str, str]:
    """Where a key result starts and what it has to reach, as two cells; empty where it has none."""
    figures = figures_of_result(ctx, score.objective, result)
    start = "" if score.start is None else ctx.numbers.among(score.start, figures)
    match result.measure:
        case Metric() | Relative():
            return start, ctx.numbers.among(score.target, figures)
        case Guardrail():
            return "", range_words(ctx, kept_range(ctx, result)[0], figures)
        case NumberZones(stretch=stretch):
            return start, ctx.numbers.among(stretch, figures)
        case Zones(target=target):
            return "", target
        case Custom():
            return "", shown_custom(ctx, score.custom, "target")
        case Milestones():
            return "", ""


def milestones_of(ctx: PageContext, score: KeyResultScore) -> tuple[MilestoneView, ...]:
    """The milestones with what is done; none for other shapes."""
    return tuple(
        MilestoneView(
            step.title,
            step.done is not None,
            ctx.words.say("result.milestone_done", day=ctx.numbers.day(step.done))
            if step.done
            else ctx.words["result.milestone_open"],
        )
        for step in score.steps
    )


def zones_of(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> tuple[Zone, ...]:
    """The zones with those that are reached; none for other shapes."""
    measure = result.measure
    if not isinstance(measure, Zones | NumberZones):
        return ()
    figures = figures_of_result(ctx, score.objective, result)
    texts = {
        name: text if isinstance(text, str) else ctx.numbers.among(text, figures)
        for name, text in (
            ("commit", measure.commit),
            ("target", measure.target),
            ("stretch", measure.stretch),
        )
    }
    order = ["none", *texts]
    reached = order.index(score.zone) if score.zone in order else 0
    return tuple(
        Zone(ctx.words[f"zone.{name}"], text, order.index(name) <= reached)
        for name, text in texts.items()
    )


def course_of(
    ctx: PageContext, result: KeyResult, score: KeyResultScore, window: Window
) -> Course | None:
    """The way of a key result so far in the days of its objective; None where nothing is known."""
    is_running = ctx.has_come(window.start) and not ctx.has_passed(window.end)
    today = ctx.today if is_running else None
    if isinstance(result.measure, Milestones):
        steps = tuple(
            (step.done or step.due or score.window.end, bool(step.done)) for step in score.steps
        )
        title = steps_done(ctx, score)
        return Course(title=title, window=window, today=today, steps=steps) if steps else None
    if len(score.history) < 2 or isinstance(result.measure, Zones):
        return None
    return Course(
        title=_course_title(ctx, result, score),
        window=window,
        today=today,
        points=score.history,
        target=score.target,
        zones=_zone_values(result),
        held=kept_range(ctx, result)[0] if isinstance(result.measure, Guardrail) else None,
        pace=_pace(result, score),
        fan=_fan(score),
        moves=_moves(ctx, score, window),
    )


def steps_done(ctx: PageContext, score: KeyResultScore) -> str:
    """How many milestones are reached: 2 of 3 done."""
    done = sum(step.done is not None for step in score.steps)
    return ctx.words.say("result.steps", done=str(done), total=str(len(score.steps)))


def _course_title(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> str:
    figures = figures_of_result(ctx, score.objective, result)
    first, last = score.history[0], score.history[-1]
    return ctx.words.say(
        "result.chart",
        title=result.title,
        start=ctx.numbers.among(first.value, figures),
        first=ctx.numbers.short_day(first.day),
        current=ctx.numbers.among(last.value, figures),
        last=ctx.numbers.short_day(last.day),
        target=ctx.numbers.among(score.target, figures),
    )


def _zone_values(result: KeyResult) -> tuple[float, ...]:
    """The values of the zones around the target, where zones are numbers."""
    measure = result.measure
    return (measure.commit, measure.stretch) if isinstance(measure, NumberZones) else ()


def _fan(score: KeyResultScore) -> Fan | None:
    """Where the values are going, as long as there is something to be reached."""
    forecast = score.forecast
    if forecast is None or score.status == "done" or forecast.due <= score.history[-1].day:
        return None
    return Fan(score.history[-1], forecast.due, forecast.value, forecast.low, forecast.high)


def _moves(ctx: PageContext, score: KeyResultScore, window: Window) -> tuple[date, ...]:
    subject = Subject("objective", score.objective, score.id)
    return tuple(remark.day for remark in moves(ctx, subject, window.start, window.end))


def _pace(result: KeyResult, score: KeyResultScore) -> tuple[Point, ...]:
    if score.start is None or score.target is None or score.window.start >= score.window.end:
        return ()
    match result.measure:
        case Metric(checkpoints=checkpoints) | Relative(checkpoints=checkpoints):
            return tuple(pace_line(score.window, score.start, checkpoints, score.target))
        case _:
            return ()
