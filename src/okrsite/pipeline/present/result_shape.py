"""The shape of a key result: what it wants, its steps or zones, and the chart of its values."""

from __future__ import annotations

from msgspec import Struct

from okrsite.model.diagnostic import Subject
from okrsite.model.goal_score import KeyResultScore
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
from okrsite.model.series import Point, pack
from okrsite.pipeline.compute.expected import pace_line
from okrsite.pipeline.figures.precision import Figures
from okrsite.pipeline.present.charts.line import LineChart, axis, point_labels, value_marks
from okrsite.pipeline.present.charts.parts import Fan, Level
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
            return words.say("result.custom", use=use)


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


def result_chart(
    ctx: PageContext, result: KeyResult, score: KeyResultScore, unit: str
) -> LineChart | None:
    """The values so far on their way to the target; nothing before there are two.

    Milestones and zones are told by their own list better than by a line.
    """
    if len(score.history) < 2 or isinstance(result.measure, (Milestones, Zones)):
        return None
    first, last = score.history[0], score.history[-1]
    held = kept_range(ctx, result)[0] if isinstance(result.measure, Guardrail) else None
    target, figures = score.target, figures_of_result(ctx, score.objective, result)
    levels = _levels(ctx, result, target, figures)
    start, end = min(first.day, score.window.start), max(last.day, score.window.end)
    fan = _fan(ctx, score, figures)
    values = [*(value for _, value in score.history), *(level.value for level in levels)]
    up = axis([*values, *_within_reach(fan, values)], held)
    points = pack(score.history)
    return LineChart(
        title=result.title,
        description=ctx.words.say(
            "result.chart",
            title=result.title,
            start=ctx.numbers.among(first.value, figures),
            first=ctx.numbers.day(first.day),
            current=ctx.numbers.among(last.value, figures),
            last=ctx.numbers.day(last.day),
            target=ctx.numbers.among(target, figures),
        ),
        points=points,
        first=start,
        last=end,
        up=up,
        marks=value_marks(up, unit, ctx.numbers, values),
        days=ctx.numbers.along(start, end),
        labels=point_labels(points, figures, ctx.numbers),
        range=held,
        levels=levels,
        pace=_pace(result, score),
        fan=fan,
        moves=moves(ctx, Subject("objective", score.objective, result.id), start, end),
    )


def _levels(
    ctx: PageContext, result: KeyResult, target: float | None, figures: Figures
) -> tuple[Level, ...]:
    """The target, between the zones around it where there are some."""
    if target is None:
        return ()
    name = f"{ctx.words['result.target']} {ctx.numbers.among(target, figures)}"
    levels = (Level("target", target, name),)
    if not isinstance(result.measure, NumberZones):
        return levels
    around = (("commit", result.measure.commit), ("stretch", result.measure.stretch))
    return levels + tuple(
        Level("zone", value, f"{ctx.words[f'zone.{zone}']} {ctx.numbers.among(value, figures)}")
        for zone, value in around
    )


def _fan(ctx: PageContext, score: KeyResultScore, figures: Figures) -> Fan | None:
    """Where the values are going, as long as there is something to be reached."""
    forecast, write = score.forecast, ctx.numbers.among
    if forecast is None or score.status == "done" or forecast.due <= score.history[-1].day:
        return None
    span = f"{write(forecast.low, figures)} \N{EN DASH} {write(forecast.high, figures)}"
    name = ctx.words.labelled(ctx.words["objective_page.forecast_band"], span)
    low, high = forecast.low, forecast.high
    return Fan(score.history[-1], forecast.due, forecast.value, low, high, name)


def _within_reach(fan: Fan | None, values: list[float]) -> tuple[float, ...]:
    """The forecast's ends, as far as they leave room for the values themselves."""
    if fan is None:
        return ()
    low, high = min(values), max(values)
    room = high - low
    return min(max(fan.low, low - room), high), max(min(fan.high, high + room), low)


def _pace(result: KeyResult, score: KeyResultScore) -> tuple[Point, ...] | None:
    if score.start is None or score.target is None or score.window.start >= score.window.end:
        return None
    match result.measure:
        case Metric(checkpoints=checkpoints) | Relative(checkpoints=checkpoints):
            return pace_line(score.window, score.start, checkpoints, score.target)
        case _:
            return None
