"""Numbers: the number that a cell of a source's answer holds, or that it is missing."""

import re
from decimal import Decimal
from math import isfinite
from typing import Any

_NUMERAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_MISSING = {"", "nan", "null", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"}
_LONGEST = 40


def number_of(cell: Any) -> float | None:
    """The finite number that a cell holds; None where it holds none, which is never zero.

    Missing are NULL, empty text, NaN and the infinities. Raises ValueError, with the reason, for
    what is neither a number nor missing; truth and falsehood are not numbers.
    """
    match cell:
        case None:
            return None
        case str():
            return _of_text(cell.strip())
        case int() | float() | Decimal() if not isinstance(cell, bool):
            return _finite(cell)
        case _:
            raise ValueError(f"{shown(cell)} is not a number")


def shown(cell: Any) -> str:
    """A cell as an error names it: in quotes where it is text, short, and in one line."""
    said = repr(cell) if isinstance(cell, str) else " ".join(str(cell).split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}..."


def _of_text(text: str) -> float | None:
    if text.lower() in _MISSING:
        return None
    if not _NUMERAL.fullmatch(text):
        raise ValueError(f"{shown(text)} is not a number")
    return _finite(float(text))


def _finite(number: float | Decimal) -> float | None:
    try:
        value = float(number) + 0.0
    except OverflowError:
        raise ValueError("a number is too large to reckon with") from None
    except ValueError:  # a signalling NaN
        return None
    return value if isfinite(value) else None
