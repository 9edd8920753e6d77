"""Blocks: goals that support just the same and are supported by none, in rows and columns.

Of many goals most are such: drawn one below the other, each with lines of its own, they would make
a map that nobody can read.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from okrsite.builtin.pages.alignment.layers import Line

FEWEST = 3
ACROSS = 4


class Block(Struct, frozen=True):
    """Goals by number that are drawn as one: in `across` columns, row by row."""

    goals: tuple[int, ...]

    @property
    def is_alone(self) -> bool:
        """Whether it is one goal only."""
        return len(self.goals) == 1

    @property
    def across(self) -> int:
        """How many columns it has."""
        return min(ACROSS, len(self.goals))

    @property
    def down(self) -> int:
        """How many rows it has."""
        return -(-len(self.goals) // self.across)


def single(count: int) -> tuple[Block, ...]:
    """Every goal by itself."""
    return tuple(Block((goal,)) for goal in range(count))


def together(count: int, lines: Sequence[Line], apart: Collection[int]) -> tuple[Block, ...]:
    """Goals in blocks where at least three support the same; in the order of their first goals.

    Those that are supported themselves stand alone, and so do those `apart`.
    """
    supported = {line.parent for line in lines}
    ways: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for line in lines:
        ways[line.child].append((line.parent, line.port))
    alike: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for goal, way in enumerate(ways):
        if way and goal not in supported and goal not in apart:
            alike.setdefault(tuple(way), []).append(goal)
    blocks = [Block(tuple(goals)) for goals in alike.values() if len(goals) >= FEWEST]
    inside = {goal for block in blocks for goal in block.goals}
    blocks += [Block((goal,)) for goal in range(count) if goal not in inside]
    return tuple(sorted(blocks, key=lambda block: block.goals[0]))


def joined(blocks: Sequence[Block], lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines between blocks, by their numbers."""
    block_of = {goal: number for number, block in enumerate(blocks) for goal in block.goals}
    return tuple(
        sorted({Line(block_of[line.child], block_of[line.parent], line.port) for line in lines})
    )
