"""Periods: the days, weeks, months, quarters and years that a KPI is told in."""

from datetime import date, timedelta

from msgspec import Struct

from okrsite.model.names import Cadence


class Period(Struct, frozen=True, order=True, gc=False):
    """One stretch of a cadence.

    Attributes:
        start: Its first day.
        end: Its last day.
        cadence: Whether it is a day, a week, a month, a quarter or a year.
    """

    start: date
    end: date
    cadence: Cadence


def period_of(day: date, cadence: Cadence) -> Period:
    """The period that a day belongs to; weeks are those of ISO 8601, from Monday to Sunday."""
    match cadence:
        case "daily":
            return Period(day, day, cadence)
        case "weekly":
            monday = day - timedelta(days=day.weekday())
            return Period(monday, monday + timedelta(days=6), cadence)
        case "monthly":
            return _of_months(day, 1, cadence)
        case "quarterly":
            return _of_months(day, 3, cadence)
        case "yearly":
            return _of_months(day, 12, cadence)


def index_of(day: date, cadence: Cadence) -> int:
    """The number of the day's period in an endless count, so that neighbours differ by one."""
    match cadence:
        case "daily":
            return day.toordinal()
        case "weekly":
            return (day.toordinal() - 1) // 7
        case "monthly":
            return day.year * 12 + day.month - 1
        case "quarterly":
            return (day.year * 12 + day.month - 1) // 3
        case "yearly":
            return day.year


def _of_months(day: date, months: int, cadence: Cadence) -> Period:
    first = (day.month - 1) // months * months + 1
    start = date(day.year, first, 1)
    last = first + months - 1
    end = date(day.year + last // 12, last % 12 + 1, 1) if day.year < date.max.year else None
    return Period(start, end - timedelta(days=1) if end else date(day.year, last, 31), cadence)
