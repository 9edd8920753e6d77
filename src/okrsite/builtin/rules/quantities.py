"""Quantities: figures, units and ranges as a finding says them."""

from okrsite.api import Kpi, Range


def number(value: float) -> str:
    """A figure in a sentence: six digits that count, all of a whole number, no idle zeros."""
    whole = len(str(int(abs(value))))
    places = max(0, 6 - whole) if abs(value) >= 1 else 6
    # Adding zero takes the sign from a zero.
    shown = f"{round(value, places) + 0.0:.{places}f}"
    return shown.rstrip("0").rstrip(".") if places else shown


def amount(value: float, unit: str) -> str:
    """A figure with its unit."""
    return f"{number(value)} {unit}".rstrip()


def range_in_words(range_: Range, unit: str) -> str:
    """A range as a phrase: `at most 5 %`, `at least 90`, `2 to 4 h`; without bounds `any`."""
    if range_.min is not None and range_.max is not None:
        return f"{amount(range_.min, '')} to {amount(range_.max, unit)}"
    if range_.max is not None:
        return f"at most {amount(range_.max, unit)}"
    if range_.min is not None:
        return f"at least {amount(range_.min, unit)}"
    return "any"


def value_and_range(kpi: Kpi, value: float) -> str:
    """A KPI's value beside its range: `6.5 %, and the range is at most 5 %`."""
    shown = range_in_words(kpi.range or Range(), kpi.unit)
    return f"{amount(value, kpi.unit)}, and the range is {shown}"
