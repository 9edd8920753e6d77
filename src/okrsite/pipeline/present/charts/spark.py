"""Sparkline: how a number went lately, in the height of a line of text."""

from __future__ import annotations

from okrsite.model.measure import Range
from okrsite.model.series import Point
from okrsite.pipeline.present.charts.line import band, pieces
from okrsite.pipeline.present.charts.scale import Axis, days, short
from okrsite.pipeline.present.html import Html, escape

WIDTH, HEIGHT, EDGE = 100, 32, 3


def sparkline(points: tuple[Point, ...], held: Range | None, gap: int, title: str) -> Html:
    """The points joined, above the range they should keep; nothing when there are none."""
    if not points:
        return Html()
    across = days(points[0].day, points[-1].day)
    up = _axis(points, held)
    return Html(
        f'<svg class="spark" width="{WIDTH}" height="{HEIGHT}" role="img">'
        f"<title>{escape(title)}</title>{_band(held, up)}{_lines(points, gap, across, up)}"
        f"{_last(points[-1], across, up)}</svg>"
    )


def _axis(points: tuple[Point, ...], held: Range | None) -> Axis:
    values = [point.value for point in points]
    bounds = [each for each in ((held.min, held.max) if held else ()) if each is not None]
    low, high = min(values + bounds), max(values + bounds)
    air = (high - low) * 0.1 or abs(low) * 0.1 or 1
    return Axis(low - air, high + air)


def _band(held: Range | None, up: Axis) -> str:
    if held is None:
        return ""
    top, height = band(held, up)
    y, size = short(top * HEIGHT / 100), short(height * HEIGHT / 100)
    return f'<rect class="band range" x="0" y="{y}" width="{WIDTH}" height="{size}"/>'


def _place(point: Point, across: Axis, up: Axis) -> tuple[str, str]:
    x = EDGE + across.share(point.day.toordinal()) * (WIDTH - 2 * EDGE) / 100
    y = HEIGHT - EDGE - up.share(point.value) * (HEIGHT - 2 * EDGE) / 100
    return f"{x:.1f}", f"{y:.1f}"


def _lines(points: tuple[Point, ...], gap: int, across: Axis, up: Axis) -> str:
    lines = [
        " ".join(",".join(_place(point, across, up)) for point in piece)
        for piece in pieces(points, gap)
    ]
    return "".join(f'<polyline class="line" points="{line}"/>' for line in lines)


def _last(point: Point, across: Axis, up: Axis) -> str:
    x, y = _place(point, across, up)
    return f'<circle class="point last" cx="{x}" cy="{y}" r="{EDGE}"/>'
