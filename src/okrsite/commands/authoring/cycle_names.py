"""The names of cycles: a year, a half or a quarter as most companies call it."""

import re
from datetime import date, timedelta

from msgspec import Struct

from okrsite.commands.authoring.front_matter import document_text, toml_lines

# How many months the parts of a year have, by the letter in their names.
MONTHS = {"": 12, "h": 6, "q": 3}
_NAME = re.compile(r"(?:fy(\d{2}|\d{4})|(\d{4}))(?:-?([qh])([1-4]))?")


class NamedCycle(Struct, frozen=True):
    """A cycle by its usual name: its id, title and days, and the id of the year around it."""

    id: str
    title: str
    start: date
    end: date
    year: str | None


def named_cycle(name: str, year_starts: int = 1) -> NamedCycle | None:
    """The cycle meant by 2027, 2027-h1, 2027-q1 or 2027q1; None for any other name.

    fy27, fy27-h1 and fy27-q1 are of the company's year that ends in 2027 and begins with the month
    `year_starts`.
    """
    found = _NAME.fullmatch(name.strip().lower())
    if not found:
        return None
    fiscal, calendar, part, which = found[1], found[2], found[3] or "", int(found[4] or 1)
    year = int(calendar) if calendar else _whole_year(fiscal)
    # The last year that dates can tell has no day after it, and the first none before.
    if not 1 < year < date.max.year or which > 12 // MONTHS[part]:
        return None
    return _part_of_year(year, part, which, year_starts if fiscal else None)


def cycle_after(name: str, year_starts: int = 1) -> NamedCycle | None:
    """The cycle of the same length that follows one with a usual name; None for any other name."""
    found = _NAME.fullmatch(name.strip().lower())
    if not found or named_cycle(name, year_starts) is None:
        return None
    fiscal, calendar, part, which = found[1], found[2], found[3] or "", int(found[4] or 1)
    year = int(calendar) if calendar else _whole_year(fiscal)
    if which < 12 // MONTHS[part]:
        return _part_of_year(year, part, which + 1, year_starts if fiscal else None)
    if year + 1 == date.max.year:
        return None
    return _part_of_year(year + 1, part, 1, year_starts if fiscal else None)


def cycle_text(title: str, start: date, end: date, parent: str | None) -> str:
    """The file of a cycle."""
    fields = {"title": title, "start": start, "end": end, "parent": parent}
    return document_text(toml_lines(fields))


def quarter_of(day: date) -> NamedCycle:
    """The quarter of the calendar that a day lies in."""
    return _part_of_year(day.year, "q", (day.month - 1) // 3 + 1)


def _whole_year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _part_of_year(year: int, part: str, which: int, year_starts: int | None = None) -> NamedCycle:
    """A part of a calendar year or, with the month in which it begins, of a company's own year."""
    months = MONTHS[part]
    first = year * 12 + (which - 1) * months
    if year_starts is not None and year_starts > 1:
        first += year_starts - 13
    whole = f"{year:04}" if year_starts is None else f"fy{year % 100:02}"
    return NamedCycle(
        id=f"{whole}-{part}{which}" if part else whole,
        title=f"{part.upper()}{which} {whole.upper()}" if part else whole.upper(),
        start=_first_day(first),
        end=_first_day(first + months) - timedelta(days=1),
        year=whole if part else None,
    )


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
