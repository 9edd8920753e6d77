"""Student: quantiles of the t distribution, for the intervals around a forecast."""

from functools import cache
from math import atan, cos, pi, sin, sqrt

NORMAL_90 = 1.2815515655446004
EXACT_UP_TO = 200


@cache
def quantile_90(freedom: int) -> float:
    """The value that a t variable of so many degrees of freedom stays below 90 times in 100.

    Up to 200 degrees the exact distribution (Abramowitz and Stegun, 26.7.3 and 26.7.4) is solved by
    bisection; above, the expansion 26.7.5 is exact to 12 places.
    """
    if freedom > EXACT_UP_TO:
        return _expanded(freedom)
    low, high = 0.0, 4.0
    while high - low > 1e-13:
        middle = (low + high) / 2
        if within(middle, freedom) < 0.8:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def within(value: float, freedom: int) -> float:
    """The chance that a t variable lies between -value and value (A&S 26.7.3 and 26.7.4)."""
    angle = atan(value / sqrt(freedom))
    if freedom == 1:
        return 2 * angle / pi
    step = cos(angle) * cos(angle)
    if freedom % 2:
        total: float = cos(angle)
        term = total
        for k in range(3, freedom - 1, 2):
            term *= step * (k - 1) / k
            total += term
        return 2 / pi * (angle + sin(angle) * total)
    term = total = 1.0
    for k in range(2, freedom - 1, 2):
        term *= step * (k - 1) / k
        total += term
    return sin(angle) * total


def _expanded(freedom: int) -> float:
    x = NORMAL_90
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return x + sum(term / float(freedom) ** (place + 1) for place, term in enumerate(terms))
