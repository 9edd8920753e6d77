"""Forecast: where the line through the points ends on the due day, and how sure that is."""

from collections.abc import Sequence
from datetime import date
from math import isfinite, sqrt
from operator import mul

from okrsite.model.goal_score import Forecast
from okrsite.model.series import Point
from okrsite.pipeline.compute.t_distribution import quantile_90


def forecast(points: Sequence[Point], due: date) -> Forecast | None:
    """Ordinary least squares through the points, drawn on to the due day.

    The interval is the 80 % prediction interval of a single new value: t(0.90, n - 2) times
    s x sqrt(1 + 1/n + (due - mean)^2 / Sxx), s^2 = SSE / (n - 2) (Montgomery, Peck and Vining,
    "Introduction to Linear Regression Analysis", 2.5). None before there are 3 distinct days, or
    where a figure overflows.
    """
    n = len(points)
    first = points[0].day.toordinal() if points else 0
    days = [day.toordinal() - first for day, _ in points]
    if len(set(days)) < 3:
        return None
    middle_day = sum(days) / n
    middle = sum([value for _, value in points]) / n
    away = [day - middle_day for day in days]
    off = [value - middle for _, value in points]
    spread = sum(map(mul, away, away))
    slope = sum(map(mul, away, off)) / spread
    left = [o - slope * a for a, o in zip(away, off, strict=True)]
    errors = sum(map(mul, left, left))
    ahead = due.toordinal() - first - middle_day
    value = middle + slope * ahead
    reach = quantile_90(n - 2) * sqrt(errors / (n - 2) * (1 + 1 / n + ahead * ahead / spread))
    if not (isfinite(value) and isfinite(value - reach) and isfinite(value + reach)):
        return None
    return Forecast(due, value, value - reach, value + reach, n)
