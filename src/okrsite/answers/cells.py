"""Cells: the day or the number that a cell of a source's answer holds."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any
from zoneinfo import ZoneInfo

from okrsite.model.period import Period, period_of

# The first day that is asked for where all are wanted; no company has values from before.
BEGINNING = date(1970, 1, 1)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Whole numbers from here on count seconds since 1970, and from there on milliseconds; those below
# are a year, or a day without its dashes.
_SECONDS = 10**8
_MILLISECONDS = 10**11
_FISCAL = re.compile(r"fy([0-9]{2}|[0-9]{4})(?:-?q([1-4]))?", re.IGNORECASE)
_PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{2})|-?[qQ]([1-4])|-?[wW]([0-9]{2}))?")
_NUMERAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_MISSING = {"", "nan", "null", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"}
_LONGEST = 40


def day_of(cell: Any, timezone: str, year_starts: int = 1) -> date:
    """The day that a cell speaks of.

    A moment falls on its day in the time zone, one without a zone on the day it names. A whole year
    (`2026`), quarter (`2026-Q3`), month (`2026-09`) or week (`2026-W40`) stands at its last day,
    when its value is known. So does one of the company's own year (`FY27`, `FY27-Q1`), which begins
    with the month `year_starts` and is called by the year in which it ends. Numbers may be years,
    or seconds or milliseconds since 1970. Raises ValueError, with the reason, for anything else.
    """
    match cell:
        case datetime():
            return (cell.astimezone(ZoneInfo(timezone)) if cell.tzinfo else cell).date()
        case date():
            return cell
        case str():
            return _day_of_text(cell.strip(), timezone, year_starts)
        case bool():
            pass
        case int():
            return _day_of_number(cell, timezone)
        case float() | Decimal() if isfinite(cell) and cell % 1 == 0:
            return _day_of_number(int(cell), timezone)
        case _:
            pass
    raise ValueError(f"{shown(cell)} is not a day")


def _day_of_text(text: str, timezone: str, year_starts: int = 1) -> date:
    try:
        if found := _FISCAL.fullmatch(text):
            return _fiscal_period(found[1], found[2], year_starts).end
        if found := _PERIOD.fullmatch(text):
            return _period(*found.groups()).end
        if len(text) <= len("2026-09-30"):
            return date.fromisoformat(text)
        return day_of(datetime.fromisoformat(text), timezone)
    except (ValueError, OverflowError):
        raise ValueError(f"{shown(text)} is not a day, such as 2026-09-30") from None


def _period(year: str, month: str | None, quarter: str | None, week: str | None) -> Period:
    if week:
        return period_of(date.fromisocalendar(int(year), int(week), 1), "weekly")
    if quarter:
        return period_of(date(int(year), int(quarter) * 3, 1), "quarterly")
    if month:
        return period_of(date(int(year), int(month), 1), "monthly")
    return period_of(date(int(year), 1, 1), "yearly")


def _fiscal_period(year: str, quarter: str | None, year_starts: int) -> Period:
    ends = int(year) if len(year) == 4 else 2000 + int(year)
    whole = period_of(date(ends, 1, 1), "yearly", year_starts)
    if not quarter:
        return whole
    months = whole.start.month - 1 + 3 * (int(quarter) - 1)
    first = date(whole.start.year + months // 12, months % 12 + 1, 1)
    return period_of(first, "quarterly", year_starts)


def _day_of_number(number: int, timezone: str) -> date:
    if number < _SECONDS:
        return _day_of_text(str(number), timezone)
    seconds = number / 1000 if number >= _MILLISECONDS else number
    try:
        return day_of(_EPOCH + timedelta(seconds=seconds), timezone)
    except OverflowError:
        raise ValueError(f"{shown(number)} is not a day") from None


def number_of(cell: Any) -> float | None:
    """The finite number that a cell holds; None where it holds none, which is never zero.

    Missing are NULL, empty text, NaN and the infinities. Raises ValueError, with the reason, for
    what is neither a number nor missing; truth and falsehood are not numbers.
    """
    match cell:
        case None:
            return None
        case str():
            return _number_of_text(cell.strip())
        case int() | float() | Decimal() if not isinstance(cell, bool):
            return _finite(cell)
        case _:
            raise ValueError(f"{shown(cell)} is not a number")


def shown(cell: Any) -> str:
    """A cell as an error names it: in quotes where it is text, short, and in one line."""
    said = repr(cell) if isinstance(cell, str) else " ".join(str(cell).split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}..."


def _number_of_text(text: str) -> float | None:
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
