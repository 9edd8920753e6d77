"""Line chart: values over time, with the range they should keep and the levels that matter.

The chart is a value that draws itself when a page is rendered. Everything is placed in percent, so
that the picture fills its column while its words keep the size of the text around them; only the
lines stand in an inner picture that is stretched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from okrsite.model.measure import Range
from okrsite.model.series import Point, Points
from okrsite.pipeline.compute.possible import is_counted
from okrsite.pipeline.figures.precision import Figures, figures_of
from okrsite.pipeline.present.charts import around, svg
from okrsite.pipeline.present.charts.gaps import bridges, joined
from okrsite.pipeline.present.charts.parts import Edge, Level, Phase, Remark, Stretch
from okrsite.pipeline.present.charts.scale import Axis, axis_of, bounds_in_sight, days, marks
from okrsite.pipeline.present.html import escape
from okrsite.pipeline.present.numbers import Numbers

# Of so many points each says its value.
FEW = 40
# Pixels: the height of the picture, of one that has words around it, and of its words for days.
LOW = 240
TALL = 440
AXIS = 32


class LineChart(Struct, frozen=True, kw_only=True):
    """What a line chart shows, in words as well as in figures.

    Attributes:
        title: What it shows, in a few words.
        description: The same in full, for those who do not see it.
        points: The values.
        first: The first day of the axis.
        last: The last day of the axis.
        up: The axis of values.
        marks: The words along the axis of values, each with its value.
        days: The words along the axis of days, each with its day.
        labels: The words of the points; where there are many points, of the last ones.
        gap: How many days may part two points that are joined; 0 joins all.
        skipped: The days of points before which a value is missing; the line to them is dashed.
        range: The range to keep.
        warning: The range of the warning.
        levels: Values drawn across the picture.
        spans: Stretches of time, such as those in which a goal acted on a KPI.
        remarks: What somebody said, marked by its number at the value that it was said of.
        moves: When the target, the range or a day was moved.
        edges: Words at the right edge.
        months: Days that are marked below, such as the first ones of months.
        now: The site's day with its word, drawn through the picture.
        phases: What state it was in, as a strip below.
        height: Pixels of the picture; one that has words around it is always `TALL`.
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
    skipped: frozenset[date] = frozenset()
    range: Range | None = None
    warning: Range | None = None
    levels: tuple[Level, ...] = ()
    spans: tuple[Stretch, ...] = ()
    remarks: tuple[Remark, ...] = ()
    moves: tuple[Remark, ...] = ()
    edges: tuple[Edge, ...] = ()
    months: tuple[date, ...] = ()
    now: tuple[date, str] | None = None
    phases: tuple[Phase, ...] = ()
    height: int = LOW

    @property
    def is_tall(self) -> bool:
        """Whether words stand around the picture, which then is twice as high."""
        return bool(self.edges)

    @property
    def lines(self) -> list[tuple[Point, ...]]:
        """The points in stretches that are joined; between two of them nothing is known."""
        return joined(self.points, self.gap, self.skipped)

    def __html__(self) -> str:
        return "".join(drawn(self))


def axis(values: Iterable[float], *ranges: Range | None) -> Axis:
    """The upward axis of a chart that shows these values and the bounds of these ranges."""
    shown = list(values)
    return axis_of([*shown, *bounds_in_sight(shown, ranges)])


def value_marks(
    up: Axis, unit: str, numbers: Numbers, values: Iterable[float] = ()
) -> tuple[tuple[float, str], ...]:
    """The words along the upward axis; a long unit is told by the words around the chart.

    The marks are whole where the unit is a word for things and all values are whole, and multiples
    of a cent where it is money.
    """
    smallest = 1.0 if is_counted(unit, values) else numbers.smallest_part(unit)
    shown, placed = unit if len(unit) <= 3 else "", marks(up, smallest)
    figures = figures_of(shown, placed)
    return tuple((value, numbers.among(value, figures)) for value in placed)


def point_labels(points: Points, figures: Figures, numbers: Numbers) -> tuple[str, ...]:
    """What each point says, among other figures; of many points only the last says something."""
    shown = points if len(points) <= FEW else points[-1:]
    return tuple(numbers.dated(day, numbers.among(value, figures)) for day, value in shown)


def drawn(chart: LineChart) -> Iterator[str]:
    """The chart as SVG, stroke by stroke."""
    across, height = days(chart.first, chart.last), TALL if chart.is_tall else chart.height
    above = sum(map(around.lane, chart.spans))
    below = AXIS + around.STRIP if chart.phases else 0
    edge = " wide" if svg.BESIDE < svg.longest(chart.marks) <= svg.BESIDE_WIDE else ""
    tall = " tall" if chart.is_tall else ""
    yield f'<svg class="chart{edge}{tall}" width="100%" height="{above + height + below}"'
    yield f' role="img"><title>{escape(chart.title)}</title>'
    yield f"<desc>{escape(chart.description)}</desc>"
    yield from around.brackets(chart.spans, across)
    yield f'<svg y="{above}" width="100%" height="{height}">'
    yield from _field(chart, across, height)
    yield "</svg>"
    if chart.phases:
        place = f'y="{above + height + AXIS}" width="100%" height="{around.STRIP}"'
        yield f'<svg class="phases" {place}>'
        yield from around.strip(chart.phases, across)
        yield "</svg>"
    yield "</svg>"


def _field(chart: LineChart, across: Axis, height: int) -> Iterator[str]:
    """The picture itself, without what stands above and below."""
    up, lines = chart.up, chart.lines
    yield from svg.bands(chart.range, chart.warning, up)
    yield from svg.grid(chart.marks, up)
    yield from svg.ticks(chart.days, across)
    yield from around.months(chart.months, across, height)
    yield from svg.steps(chart.levels, up, across)
    if chart.now:
        yield from around.now(*chart.now, across)
    yield '<svg viewBox="0 0 100 100" preserveAspectRatio="none">'
    yield from svg.bridges(bridges(lines, chart.gap), up, across)
    yield from svg.lines(lines, up, across)
    yield "</svg>"
    yield from svg.scale(chart.marks, chart.levels, up)
    yield from svg.names(chart.levels, up, across)
    yield from around.outside(chart.points, chart.range, up, across)
    yield from svg.dots(chart.points, chart.labels, up, across)
    yield from around.numbered(chart.remarks, chart.points, up, across)
    yield from around.edges(chart.edges, up, height)
    yield from svg.moved(chart.moves, across)
