"""Near: how many places a figure needs so that it reads on its own side of every bound."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from math import floor, log10

HUGE, TINY, MILLION = 1e15, 1e-5, 1e6
MOST = 17


def more_places(value: float, bounds: Iterable[float]) -> int:
    """The fewest places beyond the usual ones that keep a figure on its side of each bound.

    5.004 needs one more beside 5 (5.004, not 5), and 5.004 beside itself as well, since a bound is
    told exactly. Two figures that agree to 9 places are the same, as every threshold sees them.
    """
    sides = [(bound, _side(value, bound)) for bound in bounds]
    for more in range(MOST):
        told = as_told(value, more)
        if all(_side(told, bound) == side for bound, side in sides):
            return more
    return MOST


def as_told(value: float, more: int) -> float:
    """The figure that a reader gets who reads it with so many more places than usual."""
    size = abs(value)
    if size >= HUGE or 0 < size < TINY:
        told = float(f"{size:.{3 + more}g}")
    elif size >= MILLION:
        power = 3 * floor(log10(size) / 3)
        told = float(f"{Decimal(str(size)).scaleb(-power):.{2 + more}f}e{power}")
    else:
        told = float(f"{size:.{usual_places(size) + more}f}")
    return -told if value < 0 else told


def usual_places(size: float) -> int:
    """How many places tell enough: three figures or so, none for thousands."""
    if size >= 1000 or size == int(size):
        return 0
    if size >= 100:
        return 1
    if size >= 1:
        return 2
    return 3 if size >= 0.01 else 5


def _side(value: float, bound: float) -> int:
    """Below, on, or above a bound."""
    here, there = round(value, 9), round(bound, 9)
    if here == there:
        return 0
    return -1 if here < there else 1
