"""Thinning: the lines of a map that are drawn where all of them are too many.

A line through many layers is drawn in as many stretches, so a few hundred goals that all support
one another would make a million of them, which nobody could follow and no page could hold.
"""

from __future__ import annotations

from collections.abc import Sequence

from okrsite.builtin.pages.alignment.layers import Line, layers_of


def thinned(count: int, lines: Sequence[Line], most: int) -> tuple[Line, ...]:
    """The lines between `count` goals that make `most` stretches together, or all if they do.

    Lines that follow from others are left out first, then the longest; each goal that supports
    another keeps one line at least.
    """
    layers = layers_of(count, lines)
    if _stretches(lines, layers) > most:
        lines = _without_transitive(count, lines, layers)
    if _stretches(lines, layers) > most:
        lines = _shortest(lines, layers, most)
    return tuple(lines)


def _stretches(lines: Sequence[Line], layers: Sequence[int]) -> int:
    return sum(layers[line.child] - layers[line.parent] for line in lines)


def _without_transitive(
    count: int, lines: Sequence[Line], layers: Sequence[int]
) -> tuple[Line, ...]:
    """The lines that no way over another goal takes the place of."""
    parents: list[set[int]] = [set() for _ in range(count)]
    for line in lines:
        parents[line.child].add(line.parent)
    # Sets of goals as the bits of a number: of all above each goal, and of those above its parents.
    above, beyond = [0] * count, [0] * count
    for goal in sorted(range(count), key=lambda goal: layers[goal]):
        for parent in parents[goal]:
            beyond[goal] |= above[parent]
            above[goal] |= 1 << parent
        above[goal] |= beyond[goal]
    return tuple(line for line in lines if not beyond[line.child] >> line.parent & 1)


def _shortest(lines: Sequence[Line], layers: Sequence[int], most: int) -> tuple[Line, ...]:
    def stretches(line: Line) -> int:
        return layers[line.child] - layers[line.parent]

    ordered = sorted(lines, key=lambda line: (stretches(line), line))
    # The nearest of what a goal supports is always on the layer before it.
    kept = set({line.child: line for line in reversed(ordered)}.values())
    room = most - len(kept)
    for line in ordered:
        room -= 0 if line in kept else stretches(line)
        if room < 0:
            break
        kept.add(line)
    return tuple(sorted(kept))
