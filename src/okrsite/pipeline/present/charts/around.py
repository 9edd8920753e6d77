"""Around: what stands at the edges of a line chart, so that it needs no legend.

Above it are the goals that acted, to its right what the lines are, below it the months and what
state the KPI was in. All of it shares the chart's axis of days.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate
from operator import attrgetter

from okrsite.model.measure import Range
from okrsite.model.series import Point, Points
from okrsite.pipeline.present.charts.parts import Edge, Phase, Remark, Stretch
from okrsite.pipeline.present.charts.scale import Axis, short
from okrsite.pipeline.present.html import escape

# Pixels: the height of a goal's bracket with a line of its name, of a line of words, of the strip.
LANE = 24
LINE = 17
STRIP = 12
# From so many per cent of the width on a name goes to the left of its bracket's end.
MIDDLE = 50
# A phase that is narrower, in percent of the width, is named in its title alone.
ROOM = 24
# So many values outside the range are marked; of a long past these are the newest.
OUTSIDE = 60


def brackets(spans: Sequence[Stretch], across: Axis) -> Iterator[str]:
    """The days of each goal as a thin bracket in a lane of its own, with its name on it."""
    bottoms = accumulate(map(lane, spans))
    for span, bottom in zip(spans, bottoms, strict=True):
        left = max(across.share(span.window.start.toordinal()), 0)
        right = min(across.share(span.window.end.toordinal()), 100)
        y = bottom - 3
        x, anchor = (right, "end") if left > MIDDLE else (left, "start")
        yield f'<g class="bracket"><title>{escape(span.name)}</title>'
        yield _stroke(left, left, y, y + 5) + _stroke(right, right, y, y + 5)
        yield _stroke(left, right, y, y)
        for above, words in enumerate(reversed(span.sign)):
            place = f'x="{short(x)}%" y="{y - 5 - above * LINE}" text-anchor="{anchor}"'
            yield f"<text {place}>{escape(words)}</text>"
        yield "</g>"


def lane(span: Stretch) -> int:
    """The height that a goal's bracket needs with its name."""
    return LANE + LINE * (len(span.sign) - 1)


def _stroke(left: float, right: float, top: float, bottom: float) -> str:
    return f'<line x1="{short(left)}%" x2="{short(right)}%" y1="{top}" y2="{bottom}"/>'


def edges(told: Iterable[Edge], up: Axis, height: int) -> Iterator[str]:
    """The words at the right edge, each beside its value and none on another."""
    ordered = sorted(told, key=lambda edge: -edge.value)
    wanted = [height * (100 - up.share(edge.value)) / 100 for edge in ordered]
    for edge, y in zip(ordered, spread(wanted, height), strict=True):
        place = f'x="100%" y="{short(y)}" dx="8" dy="5"'
        yield f'<text class="at-edge of-{edge.kind}" {place}>{escape(edge.text)}</text>'


def spread(wanted: Sequence[float], height: int) -> list[float]:
    """Places from top to bottom, moved as little as a line of words between them asks for."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + LINE) if placed else max(y, 0))
    lowest = float(height)
    for place in reversed(range(len(placed))):
        placed[place] = min(placed[place], lowest)
        lowest = placed[place] - LINE
    return placed


def now(day: date, words: str, across: Axis) -> Iterator[str]:
    """A line through the picture on the site's day."""
    x = short(across.share(day.toordinal()))
    yield f'<g class="now"><line x1="{x}%" x2="{x}%" y1="0" y2="100%"/>'
    yield f'<text x="{x}%" y="0" dx="-4" dy="14" text-anchor="end">{escape(words)}</text></g>'


def months(days: Iterable[date], across: Axis, height: int) -> Iterator[str]:
    """Short strokes below the picture on the first days of months."""
    for day in days:
        x = short(across.share(day.toordinal()))
        yield f'<line class="month" x1="{x}%" x2="{x}%" y1="{height}" y2="{height + 5}"/>'


def outside(points: Points, held: Range | None, up: Axis, across: Axis) -> Iterator[str]:
    """A ring around each of the newest values that the range does not hold."""
    if held is None:
        return
    inside = held.holds_each(points.floats)
    left_out = [place for place, is_inside in enumerate(inside) if not is_inside]
    for place in left_out[-OUTSIDE:]:
        x, y = _place(points[place], up, across)
        yield f'<circle class="outside" cx="{x}%" cy="{y}%" r="6"/>'


def numbered(remarks: Sequence[Remark], points: Points, up: Axis, across: Axis) -> Iterator[str]:
    """The number of each remark at the value that it was made beside."""
    for number, remark in enumerate(remarks, start=1):
        place = min(bisect_left(points, remark.day, key=attrgetter("day")), len(points) - 1)
        x, y = _place(points[place], up, across)
        yield f'<g class="remark"><title>{escape(remark.text)}</title>'
        yield f'<text x="{x}%" y="{y}%" dy="-11" text-anchor="middle">{number}</text></g>'


def _place(point: Point, up: Axis, across: Axis) -> tuple[str, str]:
    return short(across.share(point.day.toordinal())), short(100 - up.share(point.value))


def strip(phases: Sequence[Phase], across: Axis) -> Iterator[str]:
    """What state the KPI was in, along the same axis; heights tell the states without colour.

    The newest one is always named: where it is narrow, up to the right edge.
    """
    for phase in phases:
        left = max(across.share(phase.window.start.toordinal()), 0)
        width = min(across.share(phase.window.end.toordinal()), 100) - left
        if width <= 0:
            continue
        size = {"bad": STRIP, "warn": STRIP, "calm": 8}.get(phase.tone, 4)
        place = f'x="{short(left)}%" y="{STRIP - size}" width="{short(width)}%" height="{size}"'
        yield f"<g><title>{escape(phase.name)}</title>"
        yield f'<rect class="{phase.tone}" {place}/>'
        if width >= ROOM:
            yield f'<text x="{short(left)}%" y="{STRIP + 16}">{escape(phase.word)}</text>'
        elif phase is phases[-1]:
            place = f'x="100%" y="{STRIP + 16}" text-anchor="end"'
            yield f'<text class="newest" {place}>{escape(phase.word)}</text>'
        yield "</g>"
