"""Topological sort: an order in which everything follows what it rests on, and loops in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

_LONGEST_SHOWN = 12


class Loop(Struct, frozen=True):
    """A path that comes back to where it began; `closing` is its last step, which must go."""

    closing: tuple[str, str]
    shown: str


def topological_order(
    nodes: Iterable[str], steps: Mapping[str, Sequence[str]]
) -> tuple[list[str], list[Loop]]:
    """Every node after all those that its steps lead to, and the loops that had to be cut.

    Depth first, without recursion: time and memory grow with nodes and steps alone. What is
    left without the closing step of every loop has none.
    """
    order: list[str] = []
    loops: list[Loop] = []
    done: set[str] = set()
    for root in nodes:
        if root not in done:
            _walk(root, steps, done, order, loops)
    return order, loops


def _walk(
    root: str,
    steps: Mapping[str, Sequence[str]],
    done: set[str],
    order: list[str],
    loops: list[Loop],
) -> None:
    path = [root]
    depths = {root: 0}
    ahead: list[Iterator[str]] = [iter(steps.get(root, ()))]
    while path:
        node = next(ahead[-1], None)
        if node is None:
            ahead.pop()
            left = path.pop()
            del depths[left]
            done.add(left)
            order.append(left)
        elif node in depths:
            loops.append(Loop((path[-1], node), _shown(path, depths[node])))
        elif node not in done:
            depths[node] = len(path)
            path.append(node)
            ahead.append(iter(steps.get(node, ())))


def _shown(path: Sequence[str], start: int) -> str:
    length = len(path) - start
    if length <= _LONGEST_SHOWN:
        return " -> ".join([*path[start:], path[start]])
    half = _LONGEST_SHOWN // 2
    middle = f"({length - 2 * half} more)"
    return " -> ".join([*path[start : start + half], middle, *path[-half:], path[start]])
