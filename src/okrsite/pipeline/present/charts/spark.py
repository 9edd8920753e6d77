"""Sparkline: how a number went lately, in the height of a line of text."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from okrsite.model.measure import Range
from okrsite.model.series import Point
from okrsite.pipeline.present.charts.gaps import pieces
from okrsite.pipeline.present.charts.scale import Axis, band, bounds_in_sight, days, near, short
from okrsite.pipeline.present.html import escape

WIDTH, HEIGHT, EDGE = 100, 32, 3


class Spark(Struct, frozen=True):
    """A small line above the range that its points should keep.

    It draws itself when a page is rendered; nothing where there are no points.

    Attributes:
        title: What it shows, in words.
        points: The values.
        held: The range to keep.
        gap: How many days may part two points that are joined.
        window: The first and the last day of its axis; None for those of its points.
        target: The value to reach; None for none, or where it is out of sight.
    """

    title: str
    points: tuple[Point, ...]
    held: Range | None
    gap: int
    window: tuple[date, date] | None = None
    target: float | None = None

    def __html__(self) -> str:
        return _drawn(self) if self.points else ""


def _drawn(spark: Spark) -> str:
    across = days(*(spark.window or (spark.points[0].day, spark.points[-1].day)))
    up = _axis(spark)
    return (
        f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" role="img">'
        f"<title>{escape(spark.title)}</title>{_band(spark.held, up)}{_target(spark.target, up)}"
        f"{_lines(spark, across, up)}{_last(spark.points[-1], across, up)}</svg>"
    )


def _axis(spark: Spark) -> Axis:
    values = [point.value for point in spark.points]
    bounds = bounds_in_sight(values, [spark.held])
    low, high = near(min(values + bounds)), near(max(values + bounds))
    air = (high - low) * 0.1 or abs(low) * 0.1 or 1
    return Axis(low - air, high + air)


def _band(held: Range | None, up: Axis) -> str:
    if held is None:
        return ""
    top, height = band(held, up)
    y, size = short(top * HEIGHT / 100), short(height * HEIGHT / 100)
    return f'<rect class="band" x="0" y="{y}" width="{WIDTH}" height="{size}"/>'


def _target(target: float | None, up: Axis) -> str:
    if target is None or not up.low <= target <= up.high:
        return ""
    y = short(HEIGHT - EDGE - up.share(target) * (HEIGHT - 2 * EDGE) / 100)
    return f'<line class="target" x1="0" x2="{WIDTH}" y1="{y}" y2="{y}"/>'


def _place(point: Point, across: Axis, up: Axis) -> tuple[str, str]:
    x = EDGE + across.share(point.day.toordinal()) * (WIDTH - 2 * EDGE) / 100
    y = HEIGHT - EDGE - up.share(point.value) * (HEIGHT - 2 * EDGE) / 100
    return f"{x:.1f}", f"{y:.1f}"


def _lines(spark: Spark, across: Axis, up: Axis) -> str:
    lines = [
        " ".join(",".join(_place(point, across, up)) for point in piece)
        for piece in pieces(spark.points, spark.gap)
    ]
    return "".join(f'<polyline class="line" points="{line}"/>' for line in lines)


def _last(point: Point, across: Axis, up: Axis) -> str:
    x, y = _place(point, across, up)
    return f'<circle class="point last" cx="{x}" cy="{y}" r="{EDGE}"/>'
