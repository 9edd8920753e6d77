"""Line chart: values over time, with the range they should keep and the levels that matter.

Everything is placed in percent, so that the picture fills its column while its words keep the size
of the text around them; only the lines stand in an inner picture that is stretched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from okrsite.model.measure import Range
from okrsite.model.score import Window
from okrsite.model.series import Point
from okrsite.pipeline.present.charts.scale import Axis, axis_of, day_marks, days, marks, short
from okrsite.pipeline.present.html import Html, escape
from okrsite.pipeline.present.numbers import Numbers

_FEW = 40


class Level(Struct, frozen=True):
    """A value that is drawn across the picture, with its name; from a day on where one is given."""

    kind: Literal["target", "baseline", "start"]
    value: float
    name: str
    since: date | None = None


class LineChart(Struct, frozen=True, kw_only=True):
    """What a line chart shows.

    `gap` is the number of days after which two points are no longer joined. `spans` are stretches
    of time to be marked, such as those in which a goal acted on a KPI.
    """

    title: str
    description: str
    points: tuple[Point, ...]
    unit: str
    first: date
    last: date
    gap: int = 400
    range: Range | None = None
    warning: Range | None = None
    levels: tuple[Level, ...] = ()
    spans: tuple[Window, ...] = ()


def line_chart(chart: LineChart, numbers: Numbers) -> Html:
    """The chart as SVG; its words are in the language of the numbers."""
    across = days(chart.first, chart.last)
    up = axis_of(_values(chart))
    return Html(
        "".join(
            (
                '<svg class="chart" width="100%" height="240" role="img">',
                f"<title>{escape(chart.title)}</title>",
                f"<desc>{escape(chart.description)}</desc>",
                *_bands(chart, across, up),
                *_grid(chart, up, numbers),
                *_days(chart, across, numbers),
                *_levels(chart, across, up, numbers),
                '<svg viewBox="0 0 100 100" preserveAspectRatio="none">',
                *_lines(chart, across, up),
                "</svg>",
                *_points(chart, across, up, numbers),
                "</svg>",
            )
        )
    )


def pieces(points: Iterable[Point], gap: int) -> Iterator[list[Point]]:
    """The points in stretches that are joined; a longer silence than the gap parts them."""
    piece: list[Point] = []
    for point in points:
        if piece and (point.day - piece[-1].day).days > gap:
            yield piece
            piece = []
        piece.append(point)
    if piece:
        yield piece


def band(range: Range, axis: Axis) -> tuple[float, float]:  # noqa: A002 - the field's name
    """Where a range begins and how high it is, from above, in percent of the picture."""
    top = 0.0 if range.max is None else min(max(100 - axis.share(range.max), 0), 100)
    bottom = 100.0 if range.min is None else min(max(100 - axis.share(range.min), 0), 100)
    return top, max(bottom - top, 0)


def _values(chart: LineChart) -> list[float]:
    ranges = [each for each in (chart.range, chart.warning) if each]
    bounds = [bound for each in ranges for bound in (each.min, each.max) if bound is not None]
    levels = [level.value for level in chart.levels]
    return [point.value for point in chart.points] + bounds + levels


def _bands(chart: LineChart, across: Axis, up: Axis) -> Iterator[str]:
    outer = "edge" if chart.warning else "range"
    for name, held in ((outer, chart.range), ("range", _safe(chart))):
        if held:
            top, height = band(held, up)
            yield _box(name, 0, top, 100, height)
    for window in chart.spans:
        left = max(across.share(window.start.toordinal()), 0)
        right = min(across.share(window.end.toordinal()), 100)
        if right > left:
            yield _box("acting", left, 0, right - left, 100)


def _safe(chart: LineChart) -> Range | None:
    """What lies inside the warning's bounds and, where it leaves one open, inside the range's."""
    if chart.warning is None or chart.range is None:
        return None
    inner, outer = chart.warning, chart.range
    return Range(
        outer.min if inner.min is None else inner.min,
        outer.max if inner.max is None else inner.max,
    )


def _box(name: str, left: float, top: float, width: float, height: float) -> str:
    place = f'x="{short(left)}%" y="{short(top)}%"'
    return f'<rect class="{name}" {place} width="{short(width)}%" height="{short(height)}%"/>'


def _grid(chart: LineChart, up: Axis, numbers: Numbers) -> Iterator[str]:
    for value in marks(up):
        y = short(100 - up.share(value))
        yield f'<line class="grid" x1="0" x2="100%" y1="{y}%" y2="{y}%"/>'
        text = escape(numbers.quantity(value, _short_unit(chart.unit)))
        yield f'<text class="tick" x="0" y="{y}%" dx="-8" dy="4" text-anchor="end">{text}</text>'


def _short_unit(unit: str) -> str:
    """A unit that is repeated at every mark; a longer one is told by the words around the chart."""
    return unit if len(unit) <= 3 else ""


def _days(chart: LineChart, across: Axis, numbers: Numbers) -> Iterator[str]:
    shown = day_marks(chart.first, chart.last)
    write = numbers.month if (chart.last - chart.first).days > 150 else numbers.short_day
    for position, day in enumerate(shown):
        anchor = "start" if position == 0 else "end" if position == len(shown) - 1 else "middle"
        name = "tick minor" if position % 2 else "tick"
        x = short(across.share(day.toordinal()))
        text = escape(write(day))
        yield f'<text class="{name}" x="{x}%" y="100%" dy="20" text-anchor="{anchor}">{text}</text>'


def _levels(chart: LineChart, across: Axis, up: Axis, numbers: Numbers) -> Iterator[str]:
    for level in chart.levels:
        y = short(100 - up.share(level.value))
        left = max(across.share(level.since.toordinal()), 0) if level.since else 0
        yield f'<line class="{level.kind}" x1="{short(left)}%" x2="100%" y1="{y}%" y2="{y}%"/>'
        text = escape(f"{level.name} {numbers.quantity(level.value, chart.unit)}")
        yield f'<text class="level" x="100%" y="{y}%" dy="-5" text-anchor="end">{text}</text>'


def _lines(chart: LineChart, across: Axis, up: Axis) -> Iterator[str]:
    for piece in pieces(chart.points, chart.gap):
        places = " ".join(
            f"{short(across.share(day.toordinal()))},{short(100 - up.share(value))}"
            for day, value in piece
        )
        yield f'<polyline class="line" points="{places}"/>'


def _points(chart: LineChart, across: Axis, up: Axis, numbers: Numbers) -> Iterator[str]:
    shown = chart.points if len(chart.points) <= _FEW else chart.points[-1:]
    for day, value in shown:
        place = f'cx="{short(across.share(day.toordinal()))}%" cy="{short(100 - up.share(value))}%"'
        name, size = ("point last", 4) if day == chart.points[-1].day else ("point", 3)
        text = escape(f"{numbers.day(day)}: {numbers.quantity(value, chart.unit)}")
        yield f'<circle class="{name}" {place} r="{size}"><title>{text}</title></circle>'
