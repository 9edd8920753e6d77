"""Forecast: where the line through the points ends on the due day, and how sure that is."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from math import atan, cos, fsum, isfinite, pi, sin, sqrt
from operator import mul

from okrsite.model.goal_score import Forecast
from okrsite.model.series import Point

# The quantile that t variables come to with their degrees of freedom: 90 % of a normal one.
NORMAL_90 = 1.2815515655446004
EXACT_UP_TO = 200


def forecast(points: Sequence[Point], due: date) -> Forecast | None:
    """Ordinary least squares through the points, drawn on to the due day.

    The interval is the 80 % prediction interval of a single new value: t(0.90, n - 2) times
    s x sqrt(1 + 1/n + (due - mean)^2 / Sxx), s^2 = SSE / (n - 2) (Montgomery, Peck and Vining,
    "Introduction to Linear Regression Analysis", 2.5). None before there are 3 distinct days, or
    where a figure overflows.
    """
    n = len(points)
    # Counted from the first day: squares of whole ordinals would lose digits.
    first = points[0].day.toordinal() if points else 0
    days = [day.toordinal() - first for day, _ in points]
    if len(set(days)) < 3:
        return None
    try:
        value, reach = _drawn_on(days, [value for _, value in points], due.toordinal() - first)
    except (OverflowError, ValueError):
        return None
    if not (isfinite(value) and isfinite(value - reach) and isfinite(value + reach)):
        return None
    return Forecast(due, value, value - reach, value + reach, n)


def _drawn_on(days: Sequence[int], values: Sequence[float], due: int) -> tuple[float, float]:
    """The line's value on a day, and how far the interval reaches to either side.

    Raises OverflowError or ValueError where a sum overflows.
    """
    n = len(days)
    middle_day, middle = sum(days) / n, fsum(values) / n
    away = [day - middle_day for day in days]
    off = [value - middle for value in values]
    spread = fsum(map(mul, away, away))
    slope = fsum(map(mul, away, off)) / spread
    left = [o - slope * a for a, o in zip(away, off, strict=True)]
    errors = fsum(map(mul, left, left))
    ahead = due - middle_day
    # 80 % lie between the 10 % and the 90 % quantile, and the distribution is symmetric.
    reach = quantile_90(n - 2) * sqrt(errors / (n - 2) * (1 + 1 / n + ahead * ahead / spread))
    return middle + slope * ahead, reach


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
    return x + fsum(term / float(freedom) ** (place + 1) for place, term in enumerate(terms))
