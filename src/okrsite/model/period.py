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
        year_starts: The month in which the year begins that a quarter or a year is of.
    """

    start: date
    end: date
    cadence: Cadence
    year_starts: int = 1


def period_of(day: date, cadence: Cadence, year_starts: int = 1) -> Period:
    """The period that a day belongs to; weeks are those of ISO 8601, from Monday to Sunday.

    Quarters and years are those of a year that begins with the month `year_starts`, 1 to 12.
    """
    match cadence:
        case "daily":
            return Period(day, day, cadence)
        case "weekly":
            monday = day - timedelta(days=day.weekday())
            return Period(monday, monday + timedelta(days=6), cadence)
        case "monthly":
            return _of_months(day, 1, cadence)
        case "quarterly":
            return _of_months(day, 3, cadence, year_starts)
        case "yearly":
            return _of_months(day, 12, cadence, year_starts)


def index_of(day: date, cadence: Cadence, year_starts: int = 1) -> int:
    """The number of the day's period in an endless count, so that neighbours differ by one."""
    match cadence:
        case "daily":
            return day.toordinal()
        case "weekly":
            return (day.toordinal() - 1) // 7
        case "monthly":
            return _month_of(day)
        case "quarterly":
            return (_month_of(day) - year_starts + 1) // 3
        case "yearly":
            return (_month_of(day) - year_starts + 1) // 12


def fiscal_year(day: date, year_starts: int) -> int:
    """The year that a day belongs to, called by the calendar year in which it ends."""
    return day.year + (1 < year_starts <= day.month)


def fiscal_quarter(day: date, year_starts: int) -> int:
    """The quarter of its year that a day lies in, 1 to 4."""
    return (day.month - year_starts) % 12 // 3 + 1


def _of_months(day: date, months: int, cadence: Cadence, year_starts: int = 1) -> Period:
    shift = year_starts - 1
    first = (_month_of(day) - shift) // months * months + shift
    start, after = _first_day(first), _first_day(first + months)
    # Where the days that a date can tell end, the last period is cut short.
    end = after - timedelta(days=1) if after < date.max else date.max
    return Period(start, end, cadence, year_starts)


def _month_of(day: date) -> int:
    """The number of the day's month in an endless count."""
    return day.year * 12 + day.month - 1


def _first_day(month: int) -> date:
    """The first day of a month by its number; the nearest day that there is beyond the ends."""
    year = month // 12
    if year < date.min.year:
        return date.min
    return date(year, month % 12 + 1, 1) if year <= date.max.year else date.max
