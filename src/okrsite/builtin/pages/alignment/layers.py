"""Layers: places for the goals of a map, so that lines run one way and cross little.

After Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system
structures" (1981): longest-path layers, an order within each by barycentres, then positions. The
positions are those nearest to the neighbours' that keep the order and the gaps: isotonic regression
by pooling adjacent violators.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import fsum

from msgspec import Struct

SWEEPS = 12
GAP = 16.0


class Line(Struct, frozen=True, order=True):
    """A goal and one that it supports, by number; `port` is the key result's place, or -1."""

    child: int
    parent: int
    port: int = -1


class Spot(Struct, frozen=True):
    """Where something stands: its layer, and how far down its top edge is."""

    layer: int
    y: float


class Layout(Struct, frozen=True):
    """A spot for each goal, and for each line the heights at the layers that it passes through."""

    spots: tuple[Spot, ...]
    bends: tuple[tuple[Spot, ...], ...]
    height: float


class _Piece(Struct, frozen=True):
    """A stretch of a line between neighbouring layers, with where it meets the upper one."""

    upper: int
    lower: int
    offset: float


def layers_of(count: int, lines: Sequence[Line]) -> list[int]:
    """The layer of each goal: one below the deepest of those it supports; 0 supports nothing.

    The lines must not lead round in a circle.
    """
    below: list[list[int]] = [[] for _ in range(count)]
    above = [0] * count
    for line in lines:
        below[line.parent].append(line.child)
        above[line.child] += 1
    layers = [0] * count
    ready = [goal for goal in range(count) if not above[goal]]
    while ready:
        goal = ready.pop()
        for child in below[goal]:
            layers[child] = max(layers[child], layers[goal] + 1)
            above[child] -= 1
            if not above[child]:
                ready.append(child)
    return layers


def lay_out(
    heights: Sequence[float], lines: Sequence[Line], port: Callable[[Line], float]
) -> Layout:
    """Places for goals of some heights; `port` tells how far down its parent a line arrives.

    What is not connected stands one below the other, in the order in which the goals are given.
    """
    spots: dict[int, Spot] = {}
    bends: dict[Line, tuple[Spot, ...]] = {}
    down = 0.0
    for goals in components(len(heights), lines):
        number = {goal: place for place, goal in enumerate(goals)}
        own = [line for line in lines if line.child in number]
        inner = [Line(number[line.child], number[line.parent], line.port) for line in own]
        ways = dict(zip(inner, own, strict=True))
        found = _connected([heights[goal] for goal in goals], inner, partial(_arrival, port, ways))
        spots |= {
            goal: Spot(spot.layer, spot.y + down)
            for goal, spot in zip(goals, found.spots, strict=True)
        }
        bends |= {
            line: tuple(Spot(spot.layer, spot.y + down) for spot in passed)
            for line, passed in zip(own, found.bends, strict=True)
        }
        down += found.height + 2 * GAP
    return Layout(
        spots=tuple(spots[goal] for goal in range(len(heights))),
        bends=tuple(bends[line] for line in lines),
        height=max(down - 2 * GAP, 0.0),
    )


def _arrival(port: Callable[[Line], float], ways: Mapping[Line, Line], line: Line) -> float:
    """Where a line of a component arrives; `ways` has its line in the whole map."""
    return port(ways[line])


def components(count: int, lines: Sequence[Line]) -> list[list[int]]:
    """The connected components of the goals, each sorted, in order of their first goals."""
    beside: list[list[int]] = [[] for _ in range(count)]
    for line in lines:
        beside[line.child].append(line.parent)
        beside[line.parent].append(line.child)
    seen: set[int] = set()
    found: list[list[int]] = []
    for first in range(count):
        if first in seen:
            continue
        seen.add(first)
        whole, waiting = [], [first]
        while waiting:
            goal = waiting.pop()
            whole.append(goal)
            new = [other for other in beside[goal] if other not in seen]
            seen.update(new)
            waiting += dict.fromkeys(new)
        found.append(sorted(whole))
    return found


def _connected(
    heights: Sequence[float], lines: Sequence[Line], port: Callable[[Line], float]
) -> Layout:
    """Places for goals that are connected."""
    layers = layers_of(len(heights), lines)
    sizes = list(heights)
    pieces: list[_Piece] = []
    chains: list[list[int]] = []
    for line in lines:
        chain = list(range(len(sizes), len(sizes) + layers[line.child] - layers[line.parent] - 1))
        sizes += [0.0] * len(chain)
        layers += range(layers[line.parent] + 1, layers[line.child])
        way = [line.parent, *chain, line.child]
        starts = [port(line), *(0.0 for _ in chain)]
        pieces += [
            _Piece(upper, lower, offset)
            for upper, lower, offset in zip(way, way[1:], starts, strict=False)
        ]
        chains.append(chain)
    rows = _ordered(_rows(layers, _first_order(len(heights), lines, chains)), pieces)
    tops = _positions(rows, sizes, pieces)
    lowest = min(tops.values(), default=0.0)
    spots = [Spot(layers[node], round(tops[node] - lowest, 1)) for node in range(len(sizes))]
    return Layout(
        spots=tuple(spots[: len(heights)]),
        bends=tuple(tuple(spots[node] for node in chain) for chain in chains),
        height=max((spot.y + size for spot, size in zip(spots, sizes, strict=True)), default=0.0),
    )


def _first_order(count: int, lines: Sequence[Line], chains: Sequence[list[int]]) -> list[float]:
    """The rank of each node by the order of the goals; a bend of a line ranks as its child."""
    places = [float(node) for node in range(count)]
    for line, chain in zip(lines, chains, strict=True):
        places += [float(line.child)] * len(chain)
    return places


def _rows(layers: Sequence[int], places: Sequence[float]) -> list[list[int]]:
    rows: list[list[int]] = [[] for _ in range(max(layers, default=-1) + 1)]
    for node in sorted(range(len(layers)), key=lambda node: (places[node], node)):
        rows[layers[node]].append(node)
    return rows


def _ordered(rows: list[list[int]], pieces: Sequence[_Piece]) -> list[list[int]]:
    """The rows in the order with the fewest crossings that some sweeps down and up found."""
    upper, lower = _neighbours(pieces)
    best, least = [list(row) for row in rows], _crossings(rows, pieces)
    for sweep in range(SWEEPS):
        if not least:
            break
        known = upper if sweep % 2 == 0 else lower
        order = range(1, len(rows)) if sweep % 2 == 0 else range(len(rows) - 2, -1, -1)
        for number in order:
            beside = rows[number - 1] if sweep % 2 == 0 else rows[number + 1]
            rows[number] = _by_barycentre(rows[number], beside, known)
        crossed = _crossings(rows, pieces)
        if crossed < least:
            best, least = [list(row) for row in rows], crossed
    return best


def _neighbours(
    pieces: Sequence[_Piece],
) -> tuple[Mapping[int, list[tuple[int, float]]], Mapping[int, list[tuple[int, float]]]]:
    """For each node those above and those below it, with the offset at which the line arrives."""
    upper: dict[int, list[tuple[int, float]]] = {}
    lower: dict[int, list[tuple[int, float]]] = {}
    for piece in pieces:
        upper.setdefault(piece.lower, []).append((piece.upper, piece.offset))
        lower.setdefault(piece.upper, []).append((piece.lower, piece.offset))
    return upper, lower


def _by_barycentre(
    row: list[int], beside: list[int], known: Mapping[int, list[tuple[int, float]]]
) -> list[int]:
    places = {node: float(place) for place, node in enumerate(beside)}
    old = {node: float(place) for place, node in enumerate(row)}
    stretch = len(beside) / max(len(row), 1)

    def centre(node: int) -> float:
        # The offset is scaled down to order only the lines that meet one node.
        near = [places[other] + offset / 1000 for other, offset in known.get(node, ())]
        return fsum(near) / len(near) if near else old[node] * stretch

    return sorted(row, key=lambda node: (centre(node), old[node]))


def _crossings(rows: Sequence[Sequence[int]], pieces: Sequence[_Piece]) -> int:
    """How many pairs of stretches cross: inversions among their lower ends."""
    places = {node: place for row in rows for place, node in enumerate(row)}
    layer = {node: number for number, row in enumerate(rows) for node in row}
    ends: dict[int, list[tuple[int, float, int]]] = {}
    for piece in pieces:
        ends.setdefault(layer[piece.upper], []).append(
            (places[piece.upper], piece.offset, places[piece.lower])
        )
    crossed = 0
    for found in ends.values():
        seen: list[int] = []
        for _, _, place in sorted(found):
            crossed += len(seen) - bisect_left(seen, place + 1)
            insort(seen, place)
    return crossed


def _positions(
    rows: Sequence[Sequence[int]], sizes: Sequence[float], pieces: Sequence[_Piece]
) -> dict[int, float]:
    """The top edge of each node, after some sweeps that move nodes towards their neighbours."""
    upper, lower = _neighbours(pieces)
    tops: dict[int, float] = {}
    for row in rows:
        y = 0.0
        for node in row:
            tops[node] = y
            y += sizes[node] + GAP
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = [_wanted(node, tops, sizes, (upper, lower), sweep) for node in row]
            tops |= dict(zip(row, _spaced(wanted, [sizes[node] for node in row]), strict=True))
    return tops


def _wanted(
    node: int,
    tops: Mapping[int, float],
    sizes: Sequence[float],
    known: tuple[Mapping[int, list[tuple[int, float]]], Mapping[int, list[tuple[int, float]]]],
    sweep: int,
) -> float:
    """The top edge that would make the lines of a node straight, on the side of this sweep."""
    upper, lower = known
    above = [tops[other] + offset - sizes[node] / 2 for other, offset in upper.get(node, ())]
    below = [tops[other] + sizes[other] / 2 - offset for other, offset in lower.get(node, ())]
    near = (above if sweep % 2 == 0 else below) or above or below
    return fsum(near) / len(near) if near else tops[node]


def _spaced(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """The positions nearest to those wanted, in order and apart."""
    shifts = [0.0]
    for size in sizes[:-1]:
        shifts.append(shifts[-1] + size + GAP)
    blocks: list[tuple[float, int]] = []
    for want, shift in zip(wanted, shifts, strict=False):
        mean, count = want - shift, 1
        while blocks and blocks[-1][0] > mean:
            before, others = blocks.pop()
            mean, count = (before * others + mean * count) / (others + count), others + count
        blocks.append((mean, count))
    level = [mean for mean, count in blocks for _ in range(count)]
    return [place + shift for place, shift in zip(level, shifts, strict=False)]
