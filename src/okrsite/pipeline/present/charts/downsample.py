"""Downsampling: a long line drawn with fewer points looks the same and keeps every peak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from okrsite.model.series import Point

COLUMNS = 240


def thinned(points: Sequence[Point], columns: int = COLUMNS) -> tuple[Point, ...]:
    """Of each of so many columns of time the first, the lowest, the highest and the last point.

    A picture so many pixels wide that is drawn from them is the one drawn from all points: M4,
    Jugel, Jerzak, Hackenbroich and Markl, "M4: A Visualization-Oriented Time Series Data
    Aggregation", VLDB 2014. A line that has no more points than that keeps all of them.
    """
    if len(points) <= 4 * columns:
        return tuple(points)
    first = points[0].day.toordinal()
    length = points[-1].day.toordinal() - first + 1
    numbered = groupby(
        points, key=lambda point: (point.day.toordinal() - first) * columns // length
    )
    return tuple(kept for _, column in numbered for kept in _outline(list(column)))


def _outline(column: list[Point]) -> Iterator[Point]:
    lowest = min(column, key=lambda point: point.value)
    highest = max(column, key=lambda point: point.value)
    yield from sorted({column[0], lowest, highest, column[-1]})
