"""Pieces: a line cut where a silence is so long that nothing is known of what lies between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okrsite.model.series import Point
from okrsite.pipeline.present.charts.downsample import thinned


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
