"""Numbers: figures and days as they are read in the site's language."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING

from okrsite.model.period import Period
from okrsite.pipeline.compute.rounding import finite
from okrsite.pipeline.present.precision import HUGE, MILLION, TINY, more_places, usual_places
from okrsite.pipeline.words import Words, locale_of

if TYPE_CHECKING:
    from babel import Locale

_CURRENCY = re.compile(r"[A-Z]{3}")
_DIGITS = re.compile(r"[\d.,\u066b\u066c]+")
_MONTHS = 150
MINUS = "\N{MINUS SIGN}"
SPACE = "\N{NO-BREAK SPACE}"
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
_ISOLATE, _END_OF_ISOLATE = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


class Numbers:
    """Writes figures and days; each is worked out once, since a site repeats them endlessly.

    `None` is written as *not measured* everywhere.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._quantities: dict[tuple[float, str], str] = {}
        self._besides: dict[tuple[float | str, ...], str] = {}
        self._percents: dict[float, str] = {}
        self._days: dict[tuple[date, str], str] = {}
        self._stretches: dict[tuple[date, date], tuple[tuple[date, str], ...]] = {}
        self._currencies: dict[str, tuple[str, str] | None] = {}
        self.missing = words["value.not_measured"]

    def number(self, value: float | None) -> str:
        """A bare figure, with as many places as it needs and its size deserves."""
        return self.quantity(value, "")

    def quantity(self, value: float | None, unit: str) -> str:
        """A figure with its unit: percent (0 to 100), a currency by its ISO code, or any word."""
        if value is None:
            return self.missing
        key = (value, unit)
        known = self._quantities.get(key)
        if known is None:
            known = self._quantities[key] = self._quantity(value, unit)
        return known

    def beside(self, value: float | None, unit: str, *bounds: float | None) -> str:
        """A figure near bounds: with as many places as tell on which side of each it stands.

        Without them a churn of 5.004 % would read as 5 % beside "at most 5 %".
        """
        known = [bound for bound in bounds if bound is not None]
        if value is None or not known:
            return self.quantity(value, unit)
        key: tuple[float | str, ...] = (value, unit, *known)
        told = self._besides.get(key)
        if told is None:
            more = more_places(value, known)
            told = self._quantity(value, unit, more) if more else self.quantity(value, unit)
            self._besides[key] = told
        return told

    def exact(self, value: float | None, unit: str) -> str:
        """A figure with every place that somebody wrote, as bounds and targets are told."""
        return self.beside(value, unit, value)

    def percent(self, share: float | None, *bounds: float) -> str:
        """A share of 1 as whole percent, never rounded up to 100 nor down to 0.

        Near bounds it has as many places as tell on which side of each it stands.
        """
        if share is None:
            return self.missing
        if any(self.percent(bound) == self.percent(share) for bound in bounds):
            return self.beside(round(share * 100, 9), "%", *(round(x * 100, 9) for x in bounds))
        known = self._percents.get(share)
        if known is None:
            known = self._percents[share] = self._percent(share)
        return known

    def signed(self, value: float, unit: str) -> str:
        """A difference with its sign."""
        plus = f"{self._mark}+" if value > 0 else ""
        return f"{plus}{self.quantity(value, unit)}"

    def formula(self, text: str) -> str:
        """A calculation that is read from left to right in every language."""
        return f"{_ISOLATE}{text}{_END_OF_ISOLATE}" if self._mark else text

    def day(self, day: date) -> str:
        """A day in full: November 21, 2026."""
        return self._day(day, "long")

    def dated(self, day: date, text: str) -> str:
        """A text beside the day that it is of: November 21, 2026: 45 %."""
        return self._words.labelled(self.day(day), text)

    def short_day(self, day: date) -> str:
        """A day within a year that everybody knows: Nov 21."""
        return self._day(day, "MMMd")

    def month(self, day: date) -> str:
        """A day's month: Nov 2026."""
        return self._day(day, "yMMM")

    def span(self, first: date, last: date) -> str:
        """Two days, both included."""
        return f"{self.day(first)} \N{EN DASH} {self.day(last)}"

    def along(self, first: date, last: date) -> tuple[tuple[date, str], ...]:
        """The words along a stretch of days: its months where it is long, else days."""
        if (first, last) not in self._stretches:
            write = self.month if (last - first).days > _MONTHS else self.short_day
            marked = tuple((day, write(day)) for day in day_marks(first, last))
            self._stretches[first, last] = marked
        return self._stretches[first, last]

    def period(self, period: Period) -> str:
        """A period by its name: October 2026, Q3 2026, week 41 of 2026."""
        match period.cadence:
            case "daily":
                return self.day(period.start)
            case "weekly":
                year, week, _ = period.start.isocalendar()
                return self._words.say("period.week", week=str(week), year=str(year))
            case "monthly":
                return self._day(period.start, "yMMMM")
            case "quarterly":
                return self._day(period.start, "yQQQ")
            case "yearly":
                return str(period.start.year)

    @cached_property
    def locale(self) -> Locale:
        """The conventions of the site's language; of English where it is unknown."""
        return locale_of(self._words.language)

    @cached_property
    def _mark(self) -> str:
        """What keeps a sign before its figure where the text around runs from right to left."""
        return LEFT_TO_RIGHT if self.locale.text_direction == "rtl" else ""

    @cached_property
    def _marks(self) -> dict[int, str]:
        """What this language writes for the comma and the point of Python's own format."""
        symbols = self.locale.number_symbols["latn"]
        return {ord(","): symbols["group"], ord("."): symbols["decimal"]}

    @cached_property
    def _around_percent(self) -> tuple[str, str]:
        from babel.numbers import format_percent  # noqa: PLC0415 - slow to import

        return _around(format_percent(0.5, locale=self.locale))

    def _percent(self, share: float) -> str:
        whole = floor(round(finite(share * 100), 9) + 0.5)
        if whole == 100 and share < 1:
            whole = 99
        if whole == 0 and share > 0:
            whole = 1
        return self.quantity(whole, "%")

    def _quantity(self, value: float, unit: str, more: int = 0) -> str:
        sign = f"{self._mark}{MINUS}" if round(value, 9) < 0 else ""
        size = abs(value)
        if unit == "%":
            before, after = self._around_percent
            return f"{sign}{before}{self._plain(size, more)}{after}"
        around = self._currency(unit)
        if around:
            return f"{sign}{around[0]}{self._plain(size, more, money=True)}{around[1]}"
        plain = self._plain(size, more)
        return f"{sign}{plain}{SPACE}{unit}" if unit else f"{sign}{plain}"

    def _plain(self, size: float, more: int = 0, *, money: bool = False) -> str:
        if size >= HUGE or 0 < size < TINY:
            return f"{size:.{3 + more}g}".translate(self._marks)
        if size >= MILLION:
            return self._compact(size, more)
        places = usual_places(size) + more
        text = f"{size:,.{places}f}"
        if places:
            is_whole = not text.partition(".")[2].strip("0")
            text = text.partition(".")[0] if is_whole or not money else text
            text = text if is_whole or money else f"{size:,.{places}f}".rstrip("0")
        return text.translate(self._marks)

    def _compact(self, size: float, more: int) -> str:
        from babel.numbers import format_compact_decimal  # noqa: PLC0415 - slow to import

        return format_compact_decimal(size, locale=self.locale, fraction_digits=2 + more)

    def _currency(self, unit: str) -> tuple[str, str] | None:
        if unit not in self._currencies:
            self._currencies[unit] = self._around_currency(unit)
        return self._currencies[unit]

    def _around_currency(self, unit: str) -> tuple[str, str] | None:
        if not _CURRENCY.fullmatch(unit) or unit not in self.locale.currencies:
            return None
        from babel.numbers import format_currency  # noqa: PLC0415 - slow to import

        return _around(format_currency(1, unit, locale=self.locale))

    def _day(self, day: date, form: str) -> str:
        key = (day, form)
        if key not in self._days:
            from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - slow to import

            written = (
                format_date(day, form, locale=self.locale)
                if form == "long"
                else format_skeleton(form, day, locale=self.locale)
            )
            self._days[key] = written
        return self._days[key]


def _around(sample: str) -> tuple[str, str]:
    before, after = _DIGITS.split(sample, maxsplit=1)
    return before, after


def day_marks(first: date, last: date, wanted: int = 4) -> list[date]:
    """Days evenly spread from the first to the last; first days of months where months pass."""
    length = (last - first).days
    if length < wanted:
        return [first]
    spread = [first + timedelta(days=length * n // wanted) for n in range(wanted + 1)]
    return [day.replace(day=1) if length > 150 and day > first else day for day in spread]
