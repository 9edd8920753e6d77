"""Possible: what a value can be, by its unit and the values known so far."""

import re
from collections.abc import Iterable
from math import floor

from msgspec.structs import replace

from okrsite.model.goal_score import Forecast
from okrsite.model.measure import Range

# Of time no less than nothing is left; the words of the languages that pages speak.
TIME = re.compile(
    r"ms|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|quarters?|years?"
    r"|sekunden|minuten|stunden|tage|wochen|monate|jahre"
    r"|secondes|heures|jours|semaines|mois|ans|segundos|minut[io]s|horas|d[ií]as|semanas"
    r"|m[eê]s(?:es)?|a[nñ]os|secondi|minuti|ore|giorni|settimane|mesi|anni",
    re.IGNORECASE,
)
NOT_COUNTED = frozenset({"", "points", "point", "score", "index"})


def within_possible(forecast: Forecast, unit: str, known: Iterable[float]) -> Forecast:
    """The forecast and its interval, cut to what the unit and the known values allow.

    A share in % ends at 0 and 100 as long as no known value lies beyond, since growth has no such
    end. Time is not negative. What is counted is whole, and not negative where no known value is.
    """
    values = list(known)
    bounds = possible_values(unit, values)
    ends = [forecast.value, forecast.low, forecast.high]
    if is_counted(unit, values):
        ends = [float(floor(end + 0.5)) for end in ends]
    value, low, high = (_held(end, bounds) for end in ends)
    return replace(forecast, value=value, low=low, high=high)


def possible_values(unit: str, known: Iterable[float]) -> Range:
    """Between which bounds a value of this unit can lie."""
    values = list(known)
    if unit == "%" and all(0 <= value <= 100 for value in values):
        return Range(0.0, 100.0)
    if TIME.fullmatch(unit) or (is_counted(unit, values) and min(values, default=0) >= 0):
        return Range(min=0.0)
    return Range()


def is_counted(unit: str, known: Iterable[float]) -> bool:
    """Whether a unit is a word for things, of which every known value is a whole number."""
    is_thing = unit.casefold() not in NOT_COUNTED and not TIME.fullmatch(unit)
    is_word = unit.isalpha() and is_thing
    is_currency = len(unit) == 3 and unit.isupper()
    return is_word and not is_currency and all(value == floor(value) for value in known)


def _held(value: float, bounds: Range) -> float:
    low = value if bounds.min is None else max(value, bounds.min)
    return low if bounds.max is None else min(low, bounds.max)
