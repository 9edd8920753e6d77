"""Ranges: how an acceptable range is said, and which of two asks for more."""

from okrsite.api import Kpi, Range
from okrsite.builtin.subjects import amount


def in_words(range_: Range, unit: str) -> str:
    """A range as a phrase: `at most 5 %`, `at least 90`, `2 to 4 h`; without bounds `any`."""
    if range_.min is not None and range_.max is not None:
        return f"{amount(range_.min, '')} to {amount(range_.max, unit)}"
    if range_.max is not None:
        return f"at most {amount(range_.max, unit)}"
    if range_.min is not None:
        return f"at least {amount(range_.min, unit)}"
    return "any"


def beyond(kpi: Kpi, value: float) -> str:
    """A KPI's value beside its range: `6.5 %, and the range is at most 5 %`."""
    return f"{amount(value, kpi.unit)}, and the range is {in_words(kpi.range or Range(), kpi.unit)}"


def is_looser(asked: Range, acceptable: Range) -> bool:
    """Whether `asked` lets a value pass that `acceptable` does not."""
    below = acceptable.min is not None and (asked.min is None or asked.min < acceptable.min)
    above = acceptable.max is not None and (asked.max is None or asked.max > acceptable.max)
    return below or above
