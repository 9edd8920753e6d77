"""CSV cells: the day and the number that a row means, however a spreadsheet wrote them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from okrsite.pipeline.toml.exact_numbers import number_of
from okrsite.pipeline.toml.meant import days_meant, number_meant
from okrsite.pipeline.toml.periods_meant import help_for_no_day
from okrsite.pipeline.toml.type_checks import is_day

# What people and programs write where there is no value.
NOTHING = frozenset(
    {
        "",
        "-",
        "\u2013",
        "\u2014",
        "n/a",
        "na",
        "#n/a",
        "nan",
        "null",
        "none",
        "nil",
        "?",
        "k.a.",
        "k. a.",
    }
)
# Day 1 of a spreadsheet is the first of 1900, and it takes 1900 for a leap year.
_SERIAL_START = date(1899, 12, 30)


class Habits(Struct, frozen=True):
    """How a file writes what may be read in two ways, by the cells that can be read in one.

    Attributes:
        day_first: Whether `10/11/2026` is in November; None where no cell tells.
        comma_is_decimal: Whether `1,200` is little more than 1; None where no cell tells.
    """

    day_first: bool | None = None
    comma_is_decimal: bool | None = None


class CellMeant(Struct, frozen=True):
    """A cell as a file of observations holds it, or None; and what to say of it if it is wrong."""

    text: str | None
    help: str = ""
    is_nothing: bool = False


def habits_of(rows: Iterable[list[str]]) -> Habits:
    """The habits of a file, from the cells of its rows."""
    seen: Counter[str] = Counter()
    for cells in rows:
        days = days_meant(cells[0]) if "/" in cells[0] or "-" in cells[0] else ()
        if len(days) == 1 and not is_day(cells[0]) and cells[0][:4].isdigit() is False:
            first = cells[0].replace("-", "/").split("/")[0]
            seen["day" if first.isdigit() and int(first) == days[0].day else "month"] += 1
        value = cells[1] if len(cells) > 1 else ""
        if "," in value and (meant := number_meant(value)) and len(meant.readings) == 1:
            seen["decimal" if _is_decimal(value) else "thousands"] += 1
    return Habits(_either(seen["day"], seen["month"]), _either(seen["decimal"], seen["thousands"]))


def _is_decimal(value: str) -> bool:
    return value.count(",") == 1 and value.rfind(",") > value.rfind(".")


def _either(for_: int, against: int) -> bool | None:
    """A habit that all cells agree on; None where they do not, or where none tells."""
    return None if bool(for_) == bool(against) else for_ > 0


def day_meant(written: str, habits: Habits) -> CellMeant:
    """The day that a cell means."""
    if is_day(written):
        return CellMeant(written)
    if written.isdigit() and len(written) == 5:
        day = str(_SERIAL_START + timedelta(int(written)))
        return CellMeant(day, f"A spreadsheet counts days; this one is {day}")
    days = days_meant(written)
    if len(days) == 2 and habits.day_first is not None:
        days = days[1:] if habits.day_first else days[:1]
    if len(days) == 1:
        return CellMeant(str(days[0]), f"Write {days[0]}")
    if days:
        return CellMeant(None, f"It may be {days[0]} or {days[1]}: write the one you mean.")
    known = help_for_no_day(written)
    return CellMeant(None, known or "A date is year-month-day, like 2026-10-12.")


def value_meant(written: str, habits: Habits) -> CellMeant:
    """The number that a cell means; nothing where it says that there is none."""
    if number_of(written) is not None:
        return CellMeant(written)
    if written.casefold() in NOTHING:
        help_ = "Take the row out where nothing is known: missing is not zero"
        return CellMeant(None, help_, is_nothing=True)
    meant = number_meant(written)
    if meant is None:
        help_ = "Write plain digits with a decimal point, without units or separators."
        return CellMeant(None, help_)
    readings = meant.readings
    if len(readings) == 2 and habits.comma_is_decimal is not None:
        readings = readings[1:] if habits.comma_is_decimal else readings[:1]
    if len(readings) > 1:
        return CellMeant(None, f"It may be {readings[0]} or {readings[1]}: write the one you mean.")
    if meant.doubt:
        return CellMeant(None, f"Write {readings[0]}, if {meant.doubt}.")
    return CellMeant(readings[0], f"Write {readings[0]}")
