"""Stretch: a year, a half or a quarter by its usual name."""

import re
from datetime import date, timedelta

from msgspec import Struct

# How many months the parts of a year have, by the letter in their names.
MONTHS = {"": 12, "h": 6, "q": 3}


class Stretch(Struct, frozen=True):
    """A cycle by its usual name: its id, title and days, and the id of the year around it."""

    id: str
    title: str
    start: date
    end: date
    year: str | None


def usual_cycle(name: str) -> Stretch | None:
    """The days and title of a year, a half or a quarter by its name; None for any other name."""
    found = re.fullmatch(r"(\d{4})(?:-?([qh])([1-4]))?", name.strip().lower())
    if not found or not 1 <= int(found[1]) < date.max.year:
        return None
    part, which = found[2] or "", int(found[3] or 1)
    return _stretch(int(found[1]), part, which) if which <= 12 // MONTHS[part] else None


def quarter_of(day: date) -> Stretch:
    """The quarter that a day lies in."""
    return _stretch(day.year, "q", (day.month - 1) // 3 + 1)


def _stretch(year: int, part: str, which: int) -> Stretch:
    months = MONTHS[part]
    last = which * months
    after = date(year + last // 12, last % 12 + 1, 1)
    name = f"{year:04}-{part}{which}" if part else f"{year:04}"
    return Stretch(
        id=name,
        title=f"{part.upper()}{which} {year}" if part else f"{year}",
        start=date(year, last - months + 1, 1),
        end=after - timedelta(days=1),
        year=f"{year:04}" if part else None,
    )
