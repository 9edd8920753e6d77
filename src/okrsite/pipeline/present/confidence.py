"""Confidence: what people believed from check-in to check-in, as a chart from 0 to 10."""

from __future__ import annotations

from collections.abc import Sequence

from okrsite.model.goal_score import Window
from okrsite.model.people import BACKLOG
from okrsite.model.series import Point, pack
from okrsite.pipeline.figures.precision import figures_of
from okrsite.pipeline.present.charts.line import LineChart, point_labels
from okrsite.pipeline.present.charts.scale import Axis
from okrsite.pipeline.present.context import PageContext

MARKS = (0, 5, 10)
HEIGHT = 88  # pixels: a scale of ten steps needs no more


def confidence_chart(
    ctx: PageContext, title: str, points: Sequence[Point], window: Window
) -> LineChart | None:
    """Confidence over a goal's days; nothing before it was told twice."""
    if len(points) < 2:
        return None
    numbers, told, first, last = ctx.numbers, pack(points), points[0], points[-1]
    start, end = min(first.day, window.start), max(last.day, window.end)
    if window.start == BACKLOG.start:
        end = last.day
    return LineChart(
        title=title,
        description=ctx.words.say(
            "objective_page.confidence_chart",
            first=numbers.number(first.value),
            first_day=numbers.day(first.day),
            last=numbers.number(last.value),
            last_day=numbers.day(last.day),
        ),
        points=told,
        first=start,
        last=end,
        up=Axis(0, 10),
        marks=tuple((mark, numbers.number(mark)) for mark in MARKS),
        days=numbers.along(start, end),
        labels=point_labels(told, figures_of("", around=told.floats), numbers),
        height=HEIGHT,
    )
