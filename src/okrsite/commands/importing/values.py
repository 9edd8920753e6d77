"""Values: numbers, shares, days and names as people write them in other tools."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple

from okrsite.commands.importing.vocabulary import words

Decimal = Literal[".", ","]
DayOrder = Literal["day_first", "month_first"]
_DIGITS = r"\d+(?:[.,' \u00a0\u202f\u2019]\d{3})*(?:[.,]\d+)?|[.,]\d+|\d+[.,]\d+"
NUMERAL = rf"[-+\u2212]?(?:{_DIGITS})"
_QUANTITY = re.compile(
    rf"(?P<before>[^\d\s.,+\u2212-]{{0,4}})\s*(?P<number>{NUMERAL})\s*"
    # No letter follows a scale: `ms` and `min` are units.
    r"(?:(?P<scale>[kKmM]|[mM]io\.?|[mM]rd\.?|[tT]sd\.?|[bB]n)(?![^\W\d_]))?\s*(?P<unit>[^\d\s]\S{0,11}(?:\s\S{1,11})?)?"
)
_SCALES = {"k": 1e3, "tsd": 1e3, "m": 1e6, "mio": 1e6, "bn": 1e9, "mrd": 1e9}
# What tools call units that are written with a sign, or not at all.
_CALLED = {
    "percent": "%",
    "percentage": "%",
    "pct": "%",
    "number": "",
    "dollar": "USD",
    "euro": "EUR",
}
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "us$": "USD", "chf": "CHF", "¥": "JPY"}
_COMMA_DECIMAL = re.compile(
    r"(?<![\d,])\d{1,3}(?:[. '\u2019]\d{3})+,\d|(?<![\d.,])\d*,(?:\d{1,2}|\d{4,})(?![\d,])"
)
# A whole number from here on may be a day as spreadsheets count them, from 1899-12-30.
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050
_BEGINNING = date(1899, 12, 30)
_NUMBERED_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\.?")
_DAY_NAMED = re.compile(r"(\d{1,2})\.?\s+([^\W\d]{3,})\.?,?\s+(\d{4})")
_MONTH_NAMED = re.compile(r"([^\W\d]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MAIL = re.compile(r"([\w.+-]+)@[\w.-]+\.\w+")
_BETWEEN_PEOPLE = re.compile(r"\s*(?:[;/&+]|,|\s(?:and|und|et|y|e|en)\s)\s*")


class Quantity(NamedTuple):
    """A number and the unit written with it."""

    number: float
    unit: str = ""


def decimal_of(cells: Iterable[Any]) -> Decimal:
    """Which sign the numbers of a file have before their fraction: a comma where any tells so."""
    return "," if any(isinstance(c, str) and _COMMA_DECIMAL.search(c) for c in cells) else "."


def quantity(cell: Any, decimal: Decimal) -> Quantity | None:
    """The number that a cell holds, with its unit; None where it holds anything else."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, (int, float)):
        return Quantity(float(cell))
    found = _QUANTITY.fullmatch(str(cell).strip())
    if not found:
        return None
    number = plain_number(found["number"], decimal)
    scale = (found["scale"] or "").lower().rstrip(".")
    unit = found["unit"] or found["before"] or ""
    if scale and not found["unit"] and not found["before"] and scale == "m":
        return Quantity(number, "m")
    return Quantity(number * _SCALES.get(scale, 1), unit_of(unit))


def plain_number(text: str, decimal: Decimal) -> float:
    """A number from its digits, with thousands parted or not."""
    text = text.replace("\u2212", "-")
    other = "," if decimal == "." else "."
    if text.count(decimal) == 0 and re.fullmatch(rf"[-+]?\d*\{other}\d{{1,2}}", text):
        other, decimal = decimal, other
    plain = re.sub(rf"[\s\u00a0\u202f'\u2019\{other}]", "", text)
    return float(plain.replace(decimal, "."))


def unit_of(text: str) -> str:
    """A unit as the site writes it: signs of currencies as their codes, no brackets."""
    plain = text.strip(" ()[].,;:")
    return {**_SIGNS, **_CALLED}.get(plain.lower(), plain)


def share(cell: Any, decimal: Decimal) -> float | None:
    """A score or a progress from 0 to 1: 0.7, .7, 0,7, 70 %, or 70 where it is above 1."""
    found = quantity(cell, decimal)
    if found is None or found.unit not in {"", "%"} or found.number < 0:
        return None
    number = found.number / 100 if found.unit == "%" or found.number > 1.5 else found.number
    return round(number, 6)


def day(cell: Any, order: DayOrder = "day_first") -> date | None:
    """The day that a cell holds; None where it holds anything else."""
    match cell:
        case datetime():
            return cell.date()
        case date():
            return cell
        case int() | float() if _FIRST_SERIAL <= cell <= _LAST_SERIAL:
            return _BEGINNING + timedelta(days=int(cell))
        case str():
            return _day_of_text(cell.strip(), order)
        case _:
            return None


def day_order(cells: Iterable[Any]) -> DayOrder:
    """Whether 03/04/2026 is in April or in March: what the unmistakable ones among them tell."""
    for cell in cells:
        found = _NUMBERED_DAY.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if found and "/" in found[0]:
            if int(found[1]) > 12:
                return "day_first"
            if int(found[2]) > 12:
                return "month_first"
    return "day_first"


def people(cell: Any) -> tuple[str, ...]:
    """The names in a cell such as `@ada`, `ada / linus` or `Ada Lovelace; ada@acme.com`."""
    text = str(cell or "").strip()
    names = (_person(part) for part in _BETWEEN_PEOPLE.split(text))
    return tuple(dict.fromkeys(name for name in names if name))


def texts(cell: Any) -> tuple[str, ...]:
    """The texts that a cell lists, parted by commas or semicolons."""
    if isinstance(cell, (list, tuple)):
        return tuple(filter(None, (str(part).strip() for part in cell)))
    return tuple(filter(None, (part.strip() for part in re.split(r"[;,\n]", str(cell or "")))))


def text(cell: Any) -> str:
    """What a cell says, as a person would read it."""
    match cell:
        case None:
            return ""
        case float() if cell.is_integer():
            return str(int(cell))
        case list() | tuple():
            return ", ".join(map(text, cell))
        case dict():
            return ", ".join(f"{key}: {text(value)}" for key, value in cell.items())
        case _:
            return str(cell).strip()


def _person(part: str) -> str:
    """A name; of an address only what tells the name, since sites are for many readers."""
    plain = re.sub(r"<[^>]*>|\([^)]*@[^)]*\)", "", part).strip(" @,;()[]") or part
    found = _MAIL.search(plain)
    if not found:
        return "" if plain.lower() in {"-", "–", "n/a", "tbd", "none"} else plain
    local = re.sub(r"\+.*", "", found[1])
    return " ".join(word.capitalize() for word in re.split(r"[._-]+", local))


def _day_of_text(written: str, order: DayOrder) -> date | None:
    try:
        if re.match(r"\d{4}-\d{2}-\d{2}", written):
            return date.fromisoformat(written[:10])
        if found := _NUMBERED_DAY.fullmatch(
            written.split("T", maxsplit=1)[0].split(" ", maxsplit=1)[0]
        ):
            first, second, year = map(int, found.groups())
            is_swapped = "/" in written and order == "month_first"
            days, month = (second, first) if is_swapped else (first, second)
            return date(year if year > 99 else 2000 + year, month, days)
        if found := _DAY_NAMED.fullmatch(written):
            return date(int(found[3]), _month(found[2]), int(found[1]))
        if found := _MONTH_NAMED.fullmatch(written):
            return date(int(found[3]), _month(found[1]), int(found[2]))
    except ValueError:
        return None
    return None


def _month(name: str) -> int:
    """The number of a month by its name in one of the languages; ValueError for other words."""
    months = words().months
    key = name.casefold()[:3]
    if key not in months:
        raise ValueError(name)
    return months[key]
