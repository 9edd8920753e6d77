"""Meant: the number or day that somebody wrote in another way than a file can hold it."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from okrsite.pipeline.toml.exact_numbers import as_written

_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})
_CURRENCY = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}
# What parts thousands and can be nothing else: spaces of three widths, apostrophes, underlines.
_GAP = "[ \u00a0\u202f\u2009'\u2019_]"
_DIGITS = re.compile(
    rf"(?P<groups>[0-9]{{1,3}}(?:{_GAP}[0-9]{{3}})+)(?:[.,](?P<part>[0-9]+))?"
    r"|(?P<english>[0-9]{1,3}(?:,[0-9]{3})+)(?P<point>\.[0-9]+)?"
    r"|(?P<german>[0-9]{1,3}(?:\.[0-9]{3})+)(?P<comma>,[0-9]+)?"
    r"|(?P<whole>[0-9]*)[.,](?P<decimals>[0-9]+)"
    r"|(?P<plain>[0-9]+)[.,]?"
)
_NUMBER = re.compile(
    r"(?P<before>[^\W\d_]*|[€$£¥₹])\s*(?P<sign>[+-]?)\s*(?P<lead>[€$£¥₹]?)\s*"
    rf"(?P<digits>[0-9.,](?:[0-9.,]|{_GAP}(?=[0-9]))*)\s*(?P<after>[%‰€$£¥₹°]?[^\W\d_]*)"
)
# Accountants put what is negative into brackets.
_LIKELY = re.compile(
    r"\((?P<negative>[^()]+)\)|0x(?P<base>[0-9A-Fa-f]{1,8})"
    r"|(?:~|≈|about|approx\.?|circa|ca\.?)\s*(?P<about>[^~≈(].*)",
    re.IGNORECASE,
)
# A small m is metres or minutes.
_FACTORS = {"k": 1e3, "K": 1e3, "M": 1e6, "mn": 1e6, "Mn": 1e6, "Mio": 1e6, "bn": 1e9}
# Longer than any number or day, and short enough to be matched at once.
LONGEST = 60

_MONTH_NAMES = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mär apr mai jun jul aug sep okt nov dez",
)
# The months by the first three letters of their names.
MONTHS = {word: i for names in _MONTH_NAMES for i, word in enumerate(names.split(), 1)} | {"mrz": 3}
_TIME = re.compile(r"[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?(?:Z|[+-][0-9:]+)?$")
_YEAR_FIRST = re.compile(r"([0-9]{4})\s*[-./年]\s*([0-9]{1,2})\s*[-./月]\s*([0-9]{1,2})日?")
_WEEK_DAY = re.compile(r"([0-9]{4})-?W([0-9]{2})-?([1-7])")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})\s*([-./])\s*([0-9]{1,2})\s*\2\s*([0-9]{4}|[0-9]{2})")
_NAMED = re.compile(
    r"(?:[^\W\d_]+,?\s+)?(?:(?P<day>[0-9]{1,2})(?:\.|st|nd|rd|th)?[\s-]*(?P<month>[^\W\d_]{3,})\.?"
    r"|(?P<first>[^\W\d_]{3,})\.?\s*(?P<second>[0-9]{1,2})(?:st|nd|rd|th)?)[,\s-]*(?P<year>[0-9]{4})"
)


class NumberMeant(Struct, frozen=True):
    """A number as it was meant.

    Attributes:
        readings: The number as a file holds it; two where a comma may part thousands or decimals.
        unit: What was written with it: `%`, a currency's three letters, a word such as `h`.
        doubt: What has to be so for it to be that number, as in `if 'k' stands for zeros`; empty
            where it is sure.
    """

    readings: tuple[str, ...]
    unit: str = ""
    doubt: str = ""

    @property
    def sure(self) -> str | None:
        """The only reading, or None where there are two or it is only likely."""
        return self.readings[0] if len(self.readings) == 1 and not self.doubt else None


def number_meant(text: str) -> NumberMeant | None:
    """The number in a text such as `4,5`, `1.234,5`, `−5`, `45 %` or `€ 20`; None for no number."""
    text = _with_plain_digits(text.translate(_MINUS).strip())
    if likely := _LIKELY.fullmatch(text[:LONGEST]):
        return _likely_number(likely)
    found = _NUMBER.fullmatch(text) if len(text) <= LONGEST else None
    if not found or (found["before"] and found["after"]) or (found["before"] and found["lead"]):
        return None
    digits = _DIGITS.fullmatch(found["digits"])
    if not digits:
        return None
    unit = found["before"] or found["lead"] or found["after"]
    unit = _CURRENCY.get(unit, unit)
    readings = tuple(
        f"{'-' if found['sign'] == '-' else ''}{reading}" for reading in _readings(digits)
    )
    if factor := _FACTORS.get(unit):
        readings = tuple(as_written(float(reading) * factor) for reading in readings)
        return NumberMeant(readings, doubt=f"'{unit}' stands for zeros")
    return NumberMeant(readings, unit)


def _with_plain_digits(text: str) -> str:
    """A text with the digits of other scripts, and wide ones, as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def _likely_number(found: re.Match[str]) -> NumberMeant | None:
    if found["base"]:
        return NumberMeant((str(int(found["base"], 16)),), doubt="0x stands for base 16")
    number = number_meant(found["negative"] or found["about"])
    if number is None or (found["negative"] and number.readings[0].startswith("-")):
        return None
    sign = "-" if found["negative"] else ""
    readings = tuple(f"{sign}{reading}" for reading in number.readings)
    doubt = "the brackets stand for a minus" if sign else "that is all that is known"
    return NumberMeant(readings, number.unit, doubt)


def _readings(digits: re.Match[str]) -> tuple[str, ...]:
    if digits["groups"]:
        return (_plain(re.sub(_GAP, "", digits["groups"]), digits["part"]),)
    if digits["english"]:
        whole, point = digits["english"].replace(",", ""), digits["point"]
        if point or digits["english"].count(",") > 1:
            return (_plain(whole, (point or "")[1:]),)
        decimal = _plain(*digits["english"].split(","))
        # Nobody parts the thousands of a number that begins with zero.
        return (decimal,) if digits["english"].startswith("0") else (whole, decimal)
    if digits["german"]:
        whole, comma = digits["german"].replace(".", ""), digits["comma"]
        if comma or digits["german"].count(".") > 1:
            return (_plain(whole, (comma or "")[1:]),)
        return (_plain(*digits["german"].split(".")),)
    if digits["decimals"]:
        return (_plain(digits["whole"], digits["decimals"]),)
    return (_plain(digits["plain"]),)


def _plain(whole: str, decimals: str | None = None) -> str:
    """A number without the zeros that must not stand in front."""
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{decimals}" if decimals else whole


class RangeMeant(NamedTuple):
    """The bounds of a range that was written in words or signs."""

    min: str | None
    max: str | None
    unit: str = ""

    def __str__(self) -> str:
        bounds = {"min": self.min, "max": self.max}
        return f"{{ {', '.join(f'{k} = {v}' for k, v in bounds.items() if v is not None)} }}"


_AT_LEAST = re.compile(
    r"(?:>=?|≥|at least|min(?:imum)?|above|over|from|ab|mindestens)\W{0,2}(.+)", re.IGNORECASE
)
_AT_MOST = re.compile(
    r"(?:<=?|≤|at most|max(?:imum)?|below|under|up to|bis|höchstens)\W{0,2}(.+)", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"(?:between\s+)?(.+?)\s*(?:-|\u2013|\u2014|to|and|\.\.+|…|bis)\s*(.+)", re.IGNORECASE
)


def range_meant(text: str) -> RangeMeant | None:
    """The range in a text such as `>= 99.5`, `under 5 %` or `90-100`; None for no range."""
    text = text.strip()[:LONGEST]
    for pattern, is_least in ((_AT_LEAST, True), (_AT_MOST, False)):
        if (found := pattern.fullmatch(text)) and (number := number_meant(found[1])):
            bound = number.sure
            if bound is None:
                return None
            low, high = (bound, None) if is_least else (None, bound)
            return RangeMeant(low, high, number.unit)
    if not (found := _BETWEEN.fullmatch(text)):
        return None
    least, most = number_meant(found[1]), number_meant(found[2])
    if least and most and least.sure and most.sure and float(least.sure) <= float(most.sure):
        return RangeMeant(least.sure, most.sure, most.unit)
    return None


def days_meant(text: str) -> tuple[date, ...]:
    """The days that a text such as `27.11.2026` may mean, most often one; none for no day.

    `10/11/2026` is two days, depending on who wrote it: October the 11th comes first.
    """
    text = _TIME.sub("", text.strip()[:LONGEST])
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _days(tuple(map(int, found.groups())))
    if found := _YEAR_LAST.fullmatch(text):
        first, last = int(found[1]), int(found[3])
        year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
        # Only with points the order of day and month is everywhere the same.
        if found[2] == ".":
            return _days((year, last, first))
        return _days((year, first, last), (year, last, first))
    if found := _WEEK_DAY.fullmatch(text):
        return _days(tuple(map(int, found.groups())), make=date.fromisocalendar)
    if found := _NAMED.fullmatch(text):
        month = MONTHS.get((found["month"] or found["first"]).casefold()[:3], 0)
        return _days((int(found["year"]), month, int(found["day"] or found["second"])))
    return ()


def _days(
    *candidates: tuple[int, ...], make: Callable[[int, int, int], date] = date
) -> tuple[date, ...]:
    found: list[date] = []
    for parts in candidates:
        try:
            found.append(make(*parts))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))
