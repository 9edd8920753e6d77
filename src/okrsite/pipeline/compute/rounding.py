"""Rounding: how figures are made fit for a threshold, and means that hold at every size."""

from collections.abc import Iterable, Sequence
from math import fsum, isfinite

PLACES = 9
# The largest float, `sys.float_info.max`: JSON knows no infinity, and pages cannot show one.
_FAR = 2.0**64
LARGEST = 1.7976931348623157e308


def rounded(value: float) -> float:
    """The value to 9 places, as every threshold sees it (docs/arithmetic.md, "Rounding")."""
    return round(value, PLACES)


def clamped(share: float) -> float:
    """A share as it is shown: never below 0, never above 1."""
    return 0.0 if share <= 0 else 1.0 if share >= 1 else share


def finite(value: float) -> float:
    """The value, or the largest there is of its sign where it overflowed."""
    if isfinite(value):
        return value
    return LARGEST if value > 0 else -LARGEST


def mean(values: Iterable[float]) -> float | None:
    """The plain mean, whatever the order; None of nothing."""
    known = list(values)
    if not known:
        return None
    return total(known) / len(known) if len(known) > 1 else known[0]


def weighted_mean(values: Sequence[float], weights: Sequence[float]) -> float | None:
    """The mean by weights above 0, whatever the order; None of nothing.

    Sums are exact (`math.fsum`), so neither order nor a common factor of the weights changes it.
    """
    if not values:
        return None
    # The mean of equal values is that value, which a sum and a division may miss by a digit.
    if values.count(values[0]) == len(values):
        return values[0]
    try:
        weight = fsum(weights)
        share = fsum([v * w for v, w in zip(values, weights, strict=True)]) / weight
    except (OverflowError, ValueError):
        return _scaled_mean(values, weights)
    return share if isfinite(share) and isfinite(weight) else _scaled_mean(values, weights)


def _scaled_mean(values: Sequence[float], weights: Sequence[float]) -> float:
    # Shares of at most 1/n keep every product and their sum within the range of floats.
    heaviest = max(weights)
    shares = [weight / heaviest / len(weights) for weight in weights]
    parts = [finite(v * s) for v, s in zip(values, shares, strict=True)]
    return finite(total(parts) / fsum(shares))


def total(values: Sequence[float]) -> float:
    """The exact sum, whatever the order; the largest figure there is where it overflows."""
    try:
        return fsum(values)
    except OverflowError:
        # Division by a power of two loses no digit that a sum of this size still has.
        return finite(fsum([value / _FAR for value in values]) * _FAR)
