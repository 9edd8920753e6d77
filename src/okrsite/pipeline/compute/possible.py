"""Possible: what a value can be, by its unit and the values known so far."""

import re
from collections.abc import Iterable, Sequence
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
# Money by its code or its sign, also of something else: EUR, CHF/h, k€.
MONEY = re.compile(r"[A-Z]{3}(?:[\s/].*)?|.*[$¢£¥€₩₹₺₽₿].*")
# Scales, of which a value may be below nothing and between two whole ones.
NOT_COUNTED = frozenset({"", "points", "point", "score", "index", "nps", "enps"})


def within_possible(
    forecast: Forecast, unit: str, values: Sequence[float], bounds: Iterable[float] = ()
) -> Forecast:
    """The forecast and its interval, cut to what the unit and the known values allow.

    A share in % ends at 0 and 100, since growth, which has no such end, shows values or bounds
    beyond them. Time, money and what is counted are not negative while none of the values and
    bounds is. What is counted is whole.
    """
    possible = possible_values(unit, values, bounds)
    ends = [forecast.value, forecast.low, forecast.high]
    if is_counted(unit, values):
        ends = [float(floor(end + 0.5)) for end in ends]
    value, low, high = (_held(end, possible) for end in ends)
    return replace(forecast, value=value, low=low, high=high)


def possible_values(unit: str, values: Sequence[float], bounds: Iterable[float] = ()) -> Range:
    """Between which bounds a value of this unit can lie; `bounds` are those of its ranges."""
    known = [*values, *bounds]
    if unit == "%":
        return Range(0.0, 100.0) if all(0 <= value <= 100 for value in known) else Range()
    has_floor = TIME.fullmatch(unit) or is_money(unit) or is_counted(unit, values)
    return Range(min=0.0) if has_floor and min(known, default=0) >= 0 else Range()


def is_money(unit: str) -> bool:
    """Whether a unit is a currency, or a currency of something."""
    return unit.casefold() not in NOT_COUNTED and MONEY.fullmatch(unit) is not None


def is_counted(unit: str, values: Iterable[float]) -> bool:
    """Whether a unit is a word for things, of which every known value is a whole number."""
    is_scale = unit.casefold() in NOT_COUNTED or TIME.fullmatch(unit) or is_money(unit)
    return unit.isalpha() and not is_scale and all(value == floor(value) for value in values)


def _held(value: float, bounds: Range) -> float:
    low = value if bounds.min is None else max(value, bounds.min)
    return low if bounds.max is None else min(low, bounds.max)
