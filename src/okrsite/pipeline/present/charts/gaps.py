"""Gaps: a line is cut where values are too far apart to say anything about the time between."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from okrsite.model.series import Point
from okrsite.pipeline.present.charts.downsample import thinned


def joined(
    points: Iterable[Point], gap: int, skipped: Collection[date] = ()
) -> list[tuple[Point, ...]]:
    """The lines of a chart: points in stretches, long ones thinned without losing a peak."""
    return [thinned(piece) for piece in (pieces(points, gap, skipped) if gap else [list(points)])]


def bridges(lines: Sequence[Sequence[Point]], gap: int) -> list[tuple[Point, Point]]:
    """The ends of neighbouring lines that are no further apart than the gap."""
    ends = ((before[-1], after[0]) for before, after in pairwise(lines))
    return [(start, end) for start, end in ends if (end.day - start.day).days <= gap]


def pieces(
    points: Iterable[Point], gap: int, skipped: Collection[date] = ()
) -> Iterator[list[Point]]:
    """The points in stretches that are joined; a longer silence than the gap parts them.

    So does a value that is missing before one of the `skipped` days.
    """
    piece: list[Point] = []
    for point in points:
        if piece and ((point.day - piece[-1].day).days > gap or point.day in skipped):
            yield piece
            piece = []
        piece.append(point)
    if piece:
        yield piece
