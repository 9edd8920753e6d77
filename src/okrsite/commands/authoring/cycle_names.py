"""The names of cycles: a year, a half or a quarter as most companies call it."""

import re
from datetime import date, timedelta

from msgspec import Struct

# How many months the parts of a year have, by the letter in their names.
MONTHS = {"": 12, "h": 6, "q": 3}


class NamedCycle(Struct, frozen=True):
    """A cycle by its usual name: its id, title and days, and the id of the year around it."""

    id: str
    title: str
    start: date
    end: date
    year: str | None


def named_cycle(name: str) -> NamedCycle | None:
    """The cycle meant by 2027, 2027-h1, 2027-q1 or 2027q1; None for any other name."""
    found = re.fullmatch(r"(\d{4})(?:-?([qh])([1-4]))?", name.strip().lower())
    # The last year that dates can tell has no day after it.
    if not found or not 1 <= int(found[1]) < date.max.year:
        return None
    part, which = found[2] or "", int(found[3] or 1)
    return _part_of_year(int(found[1]), part, which) if which <= 12 // MONTHS[part] else None


def quarter_of(day: date) -> NamedCycle:
    """The quarter that a day lies in."""
    return _part_of_year(day.year, "q", (day.month - 1) // 3 + 1)


def _part_of_year(year: int, part: str, which: int) -> NamedCycle:
    months = MONTHS[part]
    last = which * months
    after = date(year + last // 12, last % 12 + 1, 1)
    name = f"{year:04}-{part}{which}" if part else f"{year:04}"
    return NamedCycle(
        id=name,
        title=f"{part.upper()}{which} {year}" if part else f"{year}",
        start=date(year, last - months + 1, 1),
        end=after - timedelta(days=1),
        year=f"{year:04}" if part else None,
    )
