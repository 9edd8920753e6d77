"""Calculation: terms shown as exactly as it takes for them to give the shown result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isnan

from okrsite.pipeline.compute.rounding import finite, rounded
from okrsite.pipeline.figures.precision import MOST, Figures, Precision, as_read, figures_of
from okrsite.pipeline.figures.writer import MINUS
from okrsite.pipeline.present.numbers import Numbers

Combine = Callable[[Sequence[float]], float]
Write = Callable[[float], str]


def shown_terms(
    numbers: Numbers, terms: Sequence[float], figures: Figures, combine: Combine, write: Write
) -> list[str]:
    """The terms of a calculation, each in the same precision.

    It is the coarsest in which a reader who combines what is shown gets the result that is shown:
    not "38% - 60% = -21%".
    """
    precision = _finest([numbers.precision(term, figures) for term in terms])
    shown = _outcome(terms, combine, write)
    for _ in range(MOST):
        read = [float(as_read(term, precision, figures.unit)) for term in terms]
        if _outcome(read, combine, write) == shown:
            break
        precision = precision.finer()
    return [numbers.exactly(term, figures.unit, precision) for term in terms]


def shown_shares(
    numbers: Numbers, shares: Sequence[float], combine: Combine, write: Write
) -> list[str]:
    """Shares of 1 as the terms of a calculation, in whole per cent where that gives the result."""
    terms = [rounded(finite(share * 100)) for share in shares]
    whole = figures_of("%")
    return shown_terms(
        numbers, terms, whole, lambda read: combine([term / 100 for term in read]), write
    )


def bracketed(text: str) -> str:
    """A term behind an operator: in brackets where it has a sign of its own."""
    return f"({text})" if MINUS in text else text


def _finest(precisions: Sequence[Precision]) -> Precision:
    return max(precisions, key=lambda precision: (precision.places, precision.short))


def _outcome(read: Sequence[float], combine: Combine, write: Write) -> str:
    try:
        result = combine(read)
    except ZeroDivisionError:
        return ""
    # Terms at the edge of all numbers overflow, and infinity less infinity is no number.
    return "" if isnan(result) else write(result)
