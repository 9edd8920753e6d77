"""Numbers: figures and days as they are read in the site's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from okrsite.model.period import Period, fiscal_quarter, fiscal_year
from okrsite.pipeline.compute.rounding import finite
from okrsite.pipeline.figures.precision import Figures, Precision, figures_of, remembered
from okrsite.pipeline.figures.writer import FigureWriter, share_in_percent
from okrsite.pipeline.words import Words

if TYPE_CHECKING:
    from babel import Locale

_MONTHS = 150
_ISOLATE, _END_OF_ISOLATE = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


class Numbers:
    """Writes figures and days; each is worked out once, since a site repeats them endlessly.

    `None` is written as *not measured* everywhere.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._writer = FigureWriter(words.language)
        self._days: dict[tuple[date, str], str] = {}
        self._stretches: dict[tuple[date, date], tuple[tuple[date, str], ...]] = {}
        self._share = remembered(self._written_share)
        self.missing = words["value.not_measured"]

    def number(self, value: float | None) -> str:
        """A bare figure, with as many places as it needs and its size deserves."""
        return self.quantity(value, "")

    def quantity(self, value: float | None, unit: str) -> str:
        """A figure with its unit: percent (0 to 100), a currency by its ISO code, or any word."""
        return self.missing if value is None else self._writer.write(value, unit)

    def among(self, value: float | None, figures: Figures) -> str:
        """A figure as exactly as those that it stands among, and on its own side of each.

        Without them a churn of 5.004 % would read as 5 % beside "at most 5 %".
        """
        return self.missing if value is None else self._writer.write(value, figures.unit, figures)

    def smallest_part(self, unit: str) -> float:
        """The smallest part that a currency has, such as a cent; 0 for any other unit."""
        cents = self._writer.cents(unit)
        return 0.0 if cents is None else 10.0**-cents

    def precision(self, value: float, figures: Figures) -> Precision:
        """How exactly a figure is shown among others, to follow a calculation with it."""
        return self._writer.precision(value, figures.unit, figures)

    def exactly(self, value: float, unit: str, precision: Precision) -> str:
        """A figure in one precision."""
        return self._writer.exactly(value, unit, precision)

    def exact(self, value: float | None, unit: str) -> str:
        """A figure with every place that somebody wrote, as bounds and targets are told."""
        return self.missing if value is None else self.among(value, figures_of(unit, (value,)))

    def percent(self, share: float | None, *bounds: float) -> str:
        """A share of 1 as whole percent, never rounded up to 100 nor down to 0.

        Near bounds it has as many places as tell on which side of each it stands.
        """
        return self.missing if share is None else self._share(share, bounds, "%")

    def points(self, gap: float, *bounds: float) -> str:
        """The gap between two shares of 1 in points, as exactly as `percent` tells a share."""
        whole = share_in_percent(gap)
        return self._words.count("kpi.points", abs(whole), self._share(gap, bounds, ""))

    def _written_share(self, share: float, bounds: Sequence[float], unit: str) -> str:
        whole = share_in_percent(share)
        if all(share_in_percent(bound) != whole for bound in bounds):
            return self.quantity(whole, unit)
        computed = [finite(bound * 100) for bound in bounds]
        return self.among(finite(share * 100), figures_of(unit, computed=computed))

    def signed(self, value: float, unit: str, precision: Precision | None = None) -> str:
        """A difference with its sign."""
        plus = f"{self._writer.mark}+" if value > 0 else ""
        exact = precision or self._writer.precision(value, unit)
        return f"{plus}{self._writer.exactly(value, unit, exact)}"

    def formula(self, text: str) -> str:
        """A calculation that is read from left to right in every language."""
        return f"{_ISOLATE}{text}{_END_OF_ISOLATE}" if self._writer.mark else text

    def day(self, day: date) -> str:
        """A day in full: November 21, 2026."""
        return self._day(day, "long")

    def dated(self, day: date, text: str) -> str:
        """A text beside the day that it is of: November 21, 2026: 45 %."""
        return self._words.labelled(self.day(day), text)

    def short_day(self, day: date) -> str:
        """A day within a year that everybody knows: Nov 21."""
        return self._day(day, "MMMd")

    def weekday(self, day: date) -> str:
        """A day with its day of the week: Sat, Nov 21."""
        return self._day(day, "MMMEd")

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
                return self._quarter(period)
            case "yearly":
                return self._year(period)

    def _quarter(self, period: Period) -> str:
        if period.year_starts == 1:
            return self._day(period.start, "yQQQ")
        names = self.locale.quarters["format"]["abbreviated"]
        quarter = names[fiscal_quarter(period.start, period.year_starts)]
        return self._words.say("period.quarter", quarter=quarter, year=self._year(period))

    def _year(self, period: Period) -> str:
        year = fiscal_year(period.start, period.year_starts)
        if period.year_starts == 1:
            return str(year)
        return self._words.say("period.year", year=f"{year % 100:02}")

    @property
    def locale(self) -> Locale:
        """The conventions of the site's language; of English where it is unknown."""
        return self._writer.locale

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


def day_marks(first: date, last: date, wanted: int = 4) -> list[date]:
    """Days evenly spread from the first to the last; first days of months where months pass."""
    length = (last - first).days
    if length < wanted:
        return [first]
    spread = [first + timedelta(days=length * n // wanted) for n in range(wanted + 1)]
    return [day.replace(day=1) if length > 150 and day > first else day for day in spread]
