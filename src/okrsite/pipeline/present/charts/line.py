"""Line chart: values over time, with the range they should keep and the levels that matter.

The chart is a value that draws itself when a page is rendered. Everything is placed in percent, so
that the picture fills its column while its words keep the size of the text around them; only the
lines stand in an inner picture that is stretched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from okrsite.model.measure import Range
from okrsite.model.score import Window
from okrsite.model.series import Point
from okrsite.pipeline.present.charts.scale import Axis, axis_of, days, marks, short
from okrsite.pipeline.present.html import escape
from okrsite.pipeline.present.numbers import Numbers

FEW = 40


class Level(Struct, frozen=True):
    """A value that is drawn across the picture, with its name; from a day on where one is given."""

    kind: Literal["target", "baseline", "start"]
    value: float
    name: str
    since: date | None = None


class LineChart(Struct, frozen=True, kw_only=True):
    """What a line chart shows, in words as well as in figures.

    `gap` is the number of days after which two points are no longer joined. `spans` are stretches
    of time to be marked, such as those in which a goal acted on a KPI. `marks` and `days` are the
    words along the axes, `labels` those of the points; where there are many points, of the last.
    """

    title: str
    description: str
    points: tuple[Point, ...]
    first: date
    last: date
    up: Axis
    marks: tuple[tuple[float, str], ...]
    days: tuple[tuple[date, str], ...]
    labels: tuple[str, ...]
    gap: int = 400
    range: Range | None = None
    warning: Range | None = None
    levels: tuple[Level, ...] = ()
    spans: tuple[Window, ...] = ()

    def __html__(self) -> str:
        return "".join(drawn(self))


def axis(values: Iterable[float], *ranges: Range | None) -> Axis:
    """The upward axis of a chart that shows these values and the bounds of these ranges."""
    bounds = [bound for each in ranges if each for bound in (each.min, each.max)]
    return axis_of([*values, *(bound for bound in bounds if bound is not None)])


def value_marks(up: Axis, unit: str, numbers: Numbers) -> tuple[tuple[float, str], ...]:
    """The words along the upward axis; a long unit is told by the words around the chart."""
    shown = unit if len(unit) <= 3 else ""
    return tuple((value, numbers.quantity(value, shown)) for value in marks(up))


def point_labels(points: tuple[Point, ...], unit: str, numbers: Numbers) -> tuple[str, ...]:
    """What each point says; of many points only the last says something."""
    shown = points if len(points) <= FEW else points[-1:]
    return tuple(f"{numbers.day(day)}: {numbers.quantity(value, unit)}" for day, value in shown)


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


def drawn(chart: LineChart) -> Iterator[str]:
    """The chart as SVG, piece by piece."""
    across = days(chart.first, chart.last)
    yield '<svg class="chart" width="100%" height="240" role="img">'
    yield f"<title>{escape(chart.title)}</title><desc>{escape(chart.description)}</desc>"
    yield from _bands(chart, across)
    yield from _grid(chart)
    yield from _days(chart, across)
    yield from _levels(chart, across)
    yield '<svg viewBox="0 0 100 100" preserveAspectRatio="none">'
    yield from _lines(chart, across)
    yield "</svg>"
    yield from _points(chart, across)
    yield "</svg>"


def _bands(chart: LineChart, across: Axis) -> Iterator[str]:
    outer = "edge" if chart.warning else "range"
    for name, held in ((outer, chart.range), ("range", _safe(chart))):
        if held:
            top, height = band(held, chart.up)
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


def _grid(chart: LineChart) -> Iterator[str]:
    for value, words in chart.marks:
        y, text = short(100 - chart.up.share(value)), escape(words)
        yield f'<line class="grid" x1="0" x2="100%" y1="{y}%" y2="{y}%"/>'
        yield f'<text class="tick" x="0" y="{y}%" dx="-8" dy="4" text-anchor="end">{text}</text>'


def _days(chart: LineChart, across: Axis) -> Iterator[str]:
    last = len(chart.days) - 1
    for position, (day, words) in enumerate(chart.days):
        anchor = "start" if position == 0 else "end" if position == last else "middle"
        name = "tick minor" if position % 2 else "tick"
        x, text = short(across.share(day.toordinal())), escape(words)
        yield f'<text class="{name}" x="{x}%" y="100%" dy="20" text-anchor="{anchor}">{text}</text>'


def _levels(chart: LineChart, across: Axis) -> Iterator[str]:
    for level in chart.levels:
        y = short(100 - chart.up.share(level.value))
        left = max(across.share(level.since.toordinal()), 0) if level.since else 0
        yield f'<line class="{level.kind}" x1="{short(left)}%" x2="100%" y1="{y}%" y2="{y}%"/>'
        text = escape(level.name)
        yield f'<text class="level" x="100%" y="{y}%" dy="-5" text-anchor="end">{text}</text>'


def _lines(chart: LineChart, across: Axis) -> Iterator[str]:
    for piece in pieces(chart.points, chart.gap):
        places = " ".join(
            f"{short(across.share(day.toordinal()))},{short(100 - chart.up.share(value))}"
            for day, value in piece
        )
        yield f'<polyline class="line" points="{places}"/>'


def _points(chart: LineChart, across: Axis) -> Iterator[str]:
    shown = chart.points[-len(chart.labels) :]
    for (day, value), label in zip(shown, chart.labels, strict=True):
        x, y = short(across.share(day.toordinal())), short(100 - chart.up.share(value))
        name, size = ("point last", 4) if day == chart.points[-1].day else ("point", 3)
        title = f"<title>{escape(label)}</title>"
        yield f'<circle class="{name}" cx="{x}%" cy="{y}%" r="{size}">{title}</circle>'
