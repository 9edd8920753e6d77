"""Line chart: values over time, with the range they should keep and the levels that matter.

The chart is a value that draws itself when a page is rendered. Everything is placed in percent, so
that the picture fills its column while its words keep the size of the text around them; only the
lines stand in an inner picture that is stretched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from okrsite.model.goal_score import Window
from okrsite.model.measure import Range
from okrsite.model.series import Point, Points
from okrsite.pipeline.present.charts.scale import Axis, axis_of, bounds_in_sight, days, marks, short
from okrsite.pipeline.present.charts.thin import thinned
from okrsite.pipeline.present.html import escape
from okrsite.pipeline.present.numbers import Numbers

# Of so many points each says its value; from so many on the line is thin.
FEW, DENSE = 40, 400
# So many letters of a mark fit beside the picture; longer ones stand inside.
BESIDE = 9


class Level(Struct, frozen=True):
    """A value that is drawn across the picture, with its name (may be empty).

    It goes from a day on where one is given, and up to another. `mark` names what happened on its
    first day, where that is worth a mark.
    """

    kind: Literal["target", "baseline", "start"]
    value: float
    name: str
    since: date | None = None
    until: date | None = None
    mark: str = ""


class Stretch(Struct, frozen=True):
    """A stretch of time to be marked: its days, the sign it bears, and what happened in it."""

    window: Window
    sign: str
    name: str


class Remark(Struct, frozen=True):
    """What somebody said of a value on a day, beside the value itself."""

    day: date
    text: str


class Fan(Struct, frozen=True):
    """Where a line is going: from its last point to a value on a day, and how sure that is."""

    start: Point
    due: date
    value: float
    low: float
    high: float
    name: str


class LineChart(Struct, frozen=True, kw_only=True):
    """What a line chart shows, in words as well as in figures.

    Its points are joined where no more than `gap` days part them; 0 joins them all. `spans` are
    stretches of time such as those in which a goal acted on a KPI, `pace` is the line that leads
    from the start to the target. `marks` and `days` are the words along the axes, `labels` those of
    the points; where there are many points, of the last. `remarks` are marked at the foot.
    """

    title: str
    description: str
    points: Points
    first: date
    last: date
    up: Axis
    marks: tuple[tuple[float, str], ...]
    days: tuple[tuple[date, str], ...]
    labels: tuple[str, ...]
    gap: int = 0
    range: Range | None = None
    warning: Range | None = None
    levels: tuple[Level, ...] = ()
    spans: tuple[Stretch, ...] = ()
    pace: tuple[Point, Point] | None = None
    fan: Fan | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def lines(self) -> list[tuple[Point, ...]]:
        """The points in stretches that are joined; between two of them nothing is known."""
        return joined(self.points, self.gap)

    def __html__(self) -> str:
        return "".join(drawn(self))


def axis(values: Iterable[float], *ranges: Range | None) -> Axis:
    """The upward axis of a chart that shows these values and the bounds of these ranges."""
    shown = list(values)
    return axis_of([*shown, *bounds_in_sight(shown, ranges)])


def value_marks(up: Axis, unit: str, numbers: Numbers) -> tuple[tuple[float, str], ...]:
    """The words along the upward axis; a long unit is told by the words around the chart."""
    shown, placed = unit if len(unit) <= 3 else "", marks(up)
    return tuple((value, numbers.beside(value, shown, *placed)) for value in placed)


def point_labels(
    points: Points, unit: str, numbers: Numbers, *bounds: float | None
) -> tuple[str, ...]:
    """What each point says, near bounds precisely; of many points only the last says something."""
    shown = points if len(points) <= FEW else points[-1:]
    return tuple(
        f"{numbers.day(day)}: {numbers.beside(value, unit, *bounds)}" for day, value in shown
    )


def joined(points: Iterable[Point], gap: int) -> list[tuple[Point, ...]]:
    """The lines of a chart: points in stretches, long ones thinned without losing a peak."""
    return [thinned(piece) for piece in (pieces(points, gap) if gap else [list(points)])]


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


def band(held: Range, axis: Axis) -> tuple[float, float]:
    """Where a range begins and how high it is, from above, in percent of the picture."""
    top = 0.0 if held.max is None else min(max(100 - axis.share(held.max), 0), 100)
    bottom = 100.0 if held.min is None else min(max(100 - axis.share(held.min), 0), 100)
    return top, max(bottom - top, 0)


def drawn(chart: LineChart) -> Iterator[str]:
    """The chart as SVG, piece by piece."""
    across, lines = days(chart.first, chart.last), chart.lines
    yield '<svg class="chart" width="100%" height="240" role="img">'
    yield f"<title>{escape(chart.title)}</title><desc>{escape(chart.description)}</desc>"
    yield from _bands(chart, across)
    yield from _grid(chart)
    yield from _days(chart, across)
    yield from _levels(chart, across)
    yield from _names(chart, across)
    yield '<svg viewBox="0 0 100 100" preserveAspectRatio="none">'
    yield from _ahead(chart, across)
    yield from _lines(lines, chart.up, across)
    yield "</svg>"
    yield from _points(chart, across)
    yield from _remarks(chart, across)
    yield "</svg>"


def _bands(chart: LineChart, across: Axis) -> Iterator[str]:
    outer = "edge" if chart.warning else "range"
    for name, held in ((outer, chart.range), ("range", _safe(chart))):
        if held:
            top, height = band(held, chart.up)
            yield _box(name, 0, top, 100, height)
    for span in chart.spans:
        left = max(across.share(span.window.start.toordinal()), 0)
        right = min(across.share(span.window.end.toordinal()), 100)
        if right > left:
            yield f"<g><title>{escape(span.name)}</title>"
            yield _box("acting", left, 0, right - left, 100)
            sign = escape(span.sign)
            yield f'<text class="sign" x="{short(left)}%" y="0" dx="5" dy="15">{sign}</text></g>'


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
    is_wide = any(len(words) > BESIDE for _, words in chart.marks)
    where = 'dx="4" dy="-4"' if is_wide else 'dx="-8" dy="4" text-anchor="end"'
    for value, words in chart.marks:
        y, text = short(100 - chart.up.share(value)), escape(words)
        yield f'<line class="grid" x1="0" x2="100%" y1="{y}%" y2="{y}%"/>'
        yield f'<text class="tick" x="0" y="{y}%" {where}>{text}</text>'


def _days(chart: LineChart, across: Axis) -> Iterator[str]:
    last = len(chart.days) - 1
    for position, (day, words) in enumerate(chart.days):
        anchor = "start" if position == 0 else "end" if position == last else "middle"
        name = "tick minor" if position % 2 else "tick"
        x, text = short(across.share(day.toordinal())), escape(words)
        yield f'<text class="{name}" x="{x}%" y="100%" dy="20" text-anchor="{anchor}">{text}</text>'


def _levels(chart: LineChart, across: Axis) -> Iterator[str]:
    before: Level | None = None
    for level in _levels_in_sight(chart, across):
        y = short(100 - chart.up.share(level.value))
        left, right = _from_to(level, across)
        yield f'<line class="{level.kind}" x1="{short(max(left, 0))}%" x2="{short(right)}%"'
        yield f' y1="{y}%" y2="{y}%"/>'
        if before and before.until == level.since and left > 0:
            above = short(100 - chart.up.share(before.value))
            yield f'<line class="{level.kind}" x1="{short(left)}%" x2="{short(left)}%"'
            yield f' y1="{above}%" y2="{y}%"/>'
        if level.mark and left >= 0:
            yield f'<g class="event"><title>{escape(level.mark)}</title>'
            yield f'<circle cx="{short(left)}%" cy="{y}%" r="5"/></g>'
        before = level


def _names(chart: LineChart, across: Axis) -> Iterator[str]:
    """The names of the levels, a target's where the way to it begins: there the line is far off."""
    named: list[float] = []
    for level in _levels_in_sight(chart, across):
        if level.name:
            height = chart.up.share(level.value)
            is_near = any(abs(each - height) < 8 for each in named)
            named.append(height)
            left, right = _from_to(level, across)
            x, anchor = (left, "start") if level.kind == "target" else (right, "end")
            place = f'x="{short(x)}%" y="{short(100 - height)}%" dy="{14 if is_near else -5}"'
            name = escape(level.name)
            yield f'<text class="level" {place} text-anchor="{anchor}">{name}</text>'


def _levels_in_sight(chart: LineChart, across: Axis) -> list[Level]:
    places = [(each, *_from_to(each, across)) for each in chart.levels]
    return [each for each, left, right in places if right >= 0 and left <= 100]


def _from_to(level: Level, across: Axis) -> tuple[float, float]:
    left = across.share(level.since.toordinal()) if level.since else 0.0
    right = across.share(level.until.toordinal()) if level.until else 100.0
    return left, min(right, 100.0)


def _ahead(chart: LineChart, across: Axis) -> Iterator[str]:
    """The pace that a goal should have, and where its line is going."""
    if chart.pace:
        yield f'<polyline class="pace-line" points="{_places(chart.pace, chart.up, across)}"/>'
    fan = chart.fan
    if fan:
        end = Point(fan.due, fan.value)
        edge = (fan.start, Point(fan.due, fan.high), Point(fan.due, fan.low))
        yield f'<polygon class="fan" points="{_places(edge, chart.up, across)}">'
        yield f"<title>{escape(fan.name)}</title></polygon>"
        way = _places((fan.start, end), chart.up, across)
        yield f'<polyline class="going" points="{way}"/>'


def _lines(lines: Sequence[Sequence[Point]], up: Axis, across: Axis) -> Iterator[str]:
    name = "line dense" if sum(map(len, lines)) > DENSE else "line"
    for line in lines:
        yield f'<polyline class="{name}" points="{_places(line, up, across)}"/>'


def _places(points: Iterable[Point], up: Axis, across: Axis) -> str:
    """Where points stand in a picture of 100 by 100; none leaves it."""
    return " ".join(
        f"{short(across.share(day.toordinal()))},{short(min(max(100 - up.share(value), 0), 100))}"
        for day, value in points
    )


def _points(chart: LineChart, across: Axis) -> Iterator[str]:
    points = chart.points
    shown = points[-len(chart.labels) :] if chart.labels else ()
    for (day, value), label in zip(shown, chart.labels, strict=True):
        x, y = short(across.share(day.toordinal())), short(100 - chart.up.share(value))
        name, size = ("point last", 4) if day == points[-1].day else ("point", 3)
        title = f"<title>{escape(label)}</title>"
        yield f'<circle class="{name}" cx="{x}%" cy="{y}%" r="{size}">{title}</circle>'


def _remarks(chart: LineChart, across: Axis) -> Iterator[str]:
    """Marks at the foot of the picture, where somebody remarked something."""
    for each in chart.remarks:
        x = short(across.share(each.day.toordinal()))
        yield f'<g class="remark"><title>{escape(each.text)}</title>'
        yield f'<circle cx="{x}%" cy="100%" r="4"/></g>'
