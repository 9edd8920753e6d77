"""SVG of a line chart, part by part, each placed in percent of the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from okrsite.model.measure import Range
from okrsite.model.series import Point, Points
from okrsite.pipeline.present.charts.parts import Level, Remark
from okrsite.pipeline.present.charts.scale import Axis, band, short
from okrsite.pipeline.present.html import escape

# From so many points on the line is thin.
DENSE = 400
# So many letters of a mark fit beside the picture, or beside one with a wide edge; longer ones
# stand inside.
BESIDE = 9
BESIDE_WIDE = 13
# Words whose heights differ by less, in percent of the picture, would stand on each other.
NEAR = 8


def bands(held: Range | None, warning: Range | None, up: Axis) -> Iterator[str]:
    """The range and, where there is a warning, what is safe inside of it."""
    outer = "edge" if warning else "range"
    for name, range_ in ((outer, held), ("range", _safe(held, warning))):
        if range_:
            top, height = band(range_, up)
            yield _box(name, 0, top, 100, height)


def _safe(outer: Range | None, inner: Range | None) -> Range | None:
    """What lies inside the warning's bounds and, where it leaves one open, inside the range's."""
    if inner is None or outer is None:
        return None
    return Range(
        outer.min if inner.min is None else inner.min,
        outer.max if inner.max is None else inner.max,
    )


def _box(name: str, left: float, top: float, width: float, height: float) -> str:
    place = f'x="{short(left)}%" y="{short(top)}%"'
    return f'<rect class="{name}" {place} width="{short(width)}%" height="{short(height)}%"/>'


def grid(marks: Sequence[tuple[float, str]], up: Axis) -> Iterator[str]:
    """The lines across the picture."""
    for value, _ in marks:
        y = short(100 - up.share(value))
        yield f'<line class="grid" x1="0" x2="100%" y1="{y}%" y2="{y}%"/>'


def longest(marks: Sequence[tuple[float, str]]) -> int:
    """How many letters the longest of the words has that stand for the lines across."""
    return max((len(words) for _, words in marks), default=0)


def scale(marks: Sequence[tuple[float, str]], levels: Sequence[Level], up: Axis) -> Iterator[str]:
    """What the lines across stand for; inside the picture the name of a level goes first."""
    is_inside = longest(marks) > BESIDE_WIDE
    where = 'dx="4" dy="-4"' if is_inside else 'dx="-8" dy="4" text-anchor="end"'
    named = [up.share(level.value) for level in levels if level.name] if is_inside else []
    for value, words in marks:
        height = up.share(value)
        if not any(abs(other - height) < NEAR for other in named):
            place = f'x="0" y="{short(100 - height)}%"'
            yield f'<text class="tick scale" {place} {where}>{escape(words)}</text>'


def ticks(days: Sequence[tuple[date, str]], across: Axis) -> Iterator[str]:
    """The words below the picture, the first and the last of them inside its edges."""
    last = len(days) - 1
    for position, (day, words) in enumerate(days):
        anchor = "start" if position == 0 else "end" if position == last else "middle"
        name = "tick minor" if position % 2 else "tick"
        x, text = short(across.share(day.toordinal())), escape(words)
        yield f'<text class="{name}" x="{x}%" y="100%" dy="20" text-anchor="{anchor}">{text}</text>'


def steps(levels: Iterable[Level], up: Axis, across: Axis) -> Iterator[str]:
    """Levels, and the step from one to the next where that begins as the one ends."""
    before: Level | None = None
    for level in _in_sight(levels, across):
        y = short(100 - up.share(level.value))
        left, right = _from_to(level, across)
        yield f'<line class="{level.kind}" x1="{short(max(left, 0))}%" x2="{short(right)}%"'
        yield f' y1="{y}%" y2="{y}%"/>'
        if before and before.until == level.since and left > 0:
            above = short(100 - up.share(before.value))
            yield f'<line class="{level.kind}" x1="{short(left)}%" x2="{short(left)}%"'
            yield f' y1="{above}%" y2="{y}%"/>'
        if level.mark and left >= 0:
            yield f'<g class="event"><title>{escape(level.mark)}</title>'
            yield f'<circle cx="{short(left)}%" cy="{y}%" r="5"/></g>'
        before = level


def names(levels: Iterable[Level], up: Axis, across: Axis) -> Iterator[str]:
    """The names of the levels, a target's where the way to it begins: there the line is far off."""
    named: list[float] = []
    for level in _in_sight(levels, across):
        if level.name:
            height = up.share(level.value)
            is_near = any(abs(other - height) < NEAR for other in named)
            named.append(height)
            left, right = _from_to(level, across)
            x, anchor = (left, "start") if level.kind == "target" else (right, "end")
            place = f'x="{short(x)}%" y="{short(100 - height)}%" dy="{14 if is_near else -5}"'
            name = escape(level.name)
            yield f'<text class="level" {place} text-anchor="{anchor}">{name}</text>'


def _in_sight(levels: Iterable[Level], across: Axis) -> list[Level]:
    places = [(level, *_from_to(level, across)) for level in levels]
    return [level for level, left, right in places if right >= 0 and left <= 100]


def _from_to(level: Level, across: Axis) -> tuple[float, float]:
    left = across.share(level.since.toordinal()) if level.since else 0.0
    right = across.share(level.until.toordinal()) if level.until else 100.0
    return left, min(right, 100.0)


def bridges(ends: Iterable[Sequence[Point]], up: Axis, across: Axis) -> Iterator[str]:
    """The lines that join two pieces between which a value is missing."""
    for pair in ends:
        yield f'<polyline class="bridge" points="{_places(pair, up, across)}"/>'


def lines(pieces: Sequence[Sequence[Point]], up: Axis, across: Axis) -> Iterator[str]:
    """The line in its pieces."""
    name = "line dense" if sum(map(len, pieces)) > DENSE else "line"
    for line in pieces:
        yield f'<polyline class="{name}" points="{_places(line, up, across)}"/>'


def _places(points: Iterable[Point], up: Axis, across: Axis) -> str:
    """Where points stand in a picture of 100 by 100; none leaves it."""
    return " ".join(
        f"{short(across.share(day.toordinal()))},{short(min(max(100 - up.share(value), 0), 100))}"
        for day, value in points
    )


def dots(points: Points, labels: Sequence[str], up: Axis, across: Axis) -> Iterator[str]:
    """The last points, one for each label, which it says."""
    shown = points[-len(labels) :] if labels else ()
    for (day, value), label in zip(shown, labels, strict=True):
        x, y = short(across.share(day.toordinal())), short(100 - up.share(value))
        name, size = ("point last", 4) if day == points[-1].day else ("point", 3)
        title = f"<title>{escape(label)}</title>"
        yield f'<circle class="{name}" cx="{x}%" cy="{y}%" r="{size}">{title}</circle>'


def moved(moves: Iterable[Remark], across: Axis) -> Iterator[str]:
    """Lines through the picture on the days on which the bar was moved."""
    for move in moves:
        x = short(across.share(move.day.toordinal()))
        yield f'<g class="moved"><title>{escape(move.text)}</title>'
        yield f'<line x1="{x}%" x2="{x}%" y1="0" y2="100%"/><circle cx="{x}%" cy="0" r="4"/></g>'
