"""Shares: cells that are formatted as percent, and hold a hundredth of what they show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from okrsite.answers.cells import number_of, shown
from okrsite.answers.observations import AnswerError, Row

# No more than this is a share of 1, as far as anybody can tell; 150 % is one.
_LARGEST = 1.5
# A hundredfold of a binary fraction has digits at its end that nobody wrote.
_DIGITS = 12


def in_percent(rows: Iterable[Row], shares: bool | None) -> list[Row]:
    """The rows of a KPI in %, those in shares of 1 a hundred times as much.

    A text such as `4.5 %` says by itself that it is percent. Raises AnswerError where `shares` does
    not say what the others are and they might be either.
    """
    known = list(rows)
    plain = [value for _, value in known if not _has_sign(value)]
    sizes = [abs(number) for value in plain if (number := _number(value))]
    if shares is None and sizes and max(sizes) <= _LARGEST:
        example = next(value for value in plain if _number(value))
        raise AnswerError(
            f"{shown(example)} may be a share of 1, as a cell formatted as % holds it, or percent; "
            "say which: shares = true, or shares = false"
        )
    return [(day, _percent(value, shares=bool(shares))) for day, value in known]


def _has_sign(value: Any) -> bool:
    return isinstance(value, str) and value.rstrip().endswith("%")


def _percent(value: Any, *, shares: bool) -> Any:
    if _has_sign(value):
        return value.rstrip().removesuffix("%")
    return _hundredfold(value) if shares else value


def _number(value: Any) -> float | None:
    """The number in a cell; None for what is none, which is told where rows are read."""
    try:
        return number_of(value)
    except ValueError:
        return None


def _hundredfold(value: Any) -> Any:
    number = _number(value)
    return value if number is None else float(f"{number * 100:.{_DIGITS}g}")
