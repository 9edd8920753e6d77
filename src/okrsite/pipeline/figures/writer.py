"""Writer: a figure with its unit, in the signs, spaces and order that CLDR has for a language."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from okrsite.pipeline.compute.rounding import finite
from okrsite.pipeline.figures.precision import (
    HUGE,
    Figures,
    Precision,
    as_read,
    decimal_of,
    figures_of,
    is_power,
    is_short,
    precision_beside,
    precision_of,
    remembered,
    rounded_half_up,
)
from okrsite.pipeline.figures.singular import singular
from okrsite.pipeline.words import locale_of

if TYPE_CHECKING:
    from babel import Locale

MINUS = "\N{MINUS SIGN}"
SPACE = "\N{NO-BREAK SPACE}"
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
_CURRENCY = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"[\d.,\u066b\u066c]+")
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
# CLDR's `minimumGroupingDigits` is 2 here, which Babel does not know: 1234, but 12.345.
_GROUP_LATE = frozenset(
    {"be", "bg", "es", "et", "hu", "hy", "it", "ka", "lv", "pl", "pt_PT", "sl", "sq"}
)


class FigureWriter:
    """Writes figures in a language; each is worked out once, as a site repeats them endlessly."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._written = remembered(self._worked_out)
        self._affixes: dict[tuple[str, bool], tuple[str, str]] = {}
        self._cents: dict[str, int | None] = {}

    def write(self, value: float, unit: str, among: Figures | None = None) -> str:
        """A figure with its unit, as exactly as those that it stands among ask for."""
        return self._written(value, unit, among)

    def precision(self, value: float, unit: str, among: Figures | None = None) -> Precision:
        """How exactly a figure is shown among others."""
        figures = figures_of(unit, around=(value,)) if among is None else among
        return precision_beside(value, figures, precision_of(figures, self.cents(unit)))

    def exactly(self, value: float, unit: str, precision: Precision) -> str:
        """A figure with its unit in one precision; without a minus where only zeros are left."""
        figure, size = as_read(value, precision, unit), abs(value)
        if is_power(size):
            power = figure.adjusted()
            digits = f"{self._digits(abs(figure).scaleb(-power))}×10{_raised(power)}"
        elif is_short(size, unit):
            return self._short(figure, unit)
        else:
            keeps_zeros = min(precision.places, precision.cents or 0)
            digits = self._digits(abs(figure), keeps_zeros)
        is_one = digits == "1" and self.locale.language == "en"
        before, after = self._around(singular(unit) if is_one else unit, is_negative=figure < 0)
        return f"{before}{digits}{after}"

    def cents(self, unit: str) -> int | None:
        """How many places a currency has; None where the unit is none."""
        if unit not in self._cents:
            self._cents[unit] = self._cents_of(unit)
        return self._cents[unit]

    @cached_property
    def locale(self) -> Locale:
        """The conventions of the language; of English where it is unknown."""
        return locale_of(self._language)

    @cached_property
    def mark(self) -> str:
        """What keeps a sign before its figure where the text around runs from right to left."""
        return LEFT_TO_RIGHT if self.locale.text_direction == "rtl" else ""

    @cached_property
    def _symbols(self) -> tuple[str, str]:
        symbols = self.locale.number_symbols["latn"]
        return symbols["group"], symbols["decimal"]

    @cached_property
    def _grouping(self) -> tuple[int, int, int]:
        """How many digits the last group has and those before it, and from how many on they are."""
        last, others = self.locale.decimal_formats[None].grouping
        return last, others, last + (2 if self._groups_late else 1)

    @property
    def _groups_late(self) -> bool:
        language, territory = self.locale.language, self.locale.territory
        is_main = territory in {None, language.upper()}
        return str(self.locale) in _GROUP_LATE or (is_main and language in _GROUP_LATE)

    def _worked_out(self, value: float, unit: str, among: Figures | None) -> str:
        return self.exactly(value, unit, self.precision(value, unit, among))

    def _cents_of(self, unit: str) -> int | None:
        if not _CURRENCY.fullmatch(unit) or unit not in self.locale.currencies:
            return None
        from babel.numbers import get_currency_precision  # noqa: PLC0415 - slow to import

        return get_currency_precision(unit)

    def _digits(self, size: Decimal, keeps_zeros: int = 0) -> str:
        whole, _, part = f"{size:f}".partition(".")
        part = part.rstrip("0").ljust(keeps_zeros, "0")
        group, point = self._symbols
        last, others, least = self._grouping
        if len(whole) >= least:
            head, whole = whole[:-last], whole[-last:]
            while head:
                head, whole = head[:-others], f"{head[-others:]}{group}{whole}"
        return f"{whole}{point}{part}" if part else whole

    def _around(self, unit: str, *, is_negative: bool) -> tuple[str, str]:
        key = (unit, is_negative)
        if key not in self._affixes:
            before, after = _NUMBER.split(self._sample(unit, -1 if is_negative else 1), maxsplit=1)
            self._affixes[key] = before, after
        return self._affixes[key]

    def _sample(self, unit: str, value: int) -> str:
        from babel.numbers import (  # noqa: PLC0415 - slow to import
            format_currency,
            format_decimal,
            format_percent,
        )

        if unit == "%":
            return self._signed(format_percent(value, locale=self.locale))
        if self.cents(unit) is not None:
            return self._spaced(format_currency(value, unit, locale=self.locale), unit)
        return self._with_unit(format_decimal(value, locale=self.locale), unit)

    def _short(self, figure: Decimal, unit: str) -> str:
        from babel.numbers import (  # noqa: PLC0415 - slow to import
            format_compact_currency,
            format_compact_decimal,
        )

        if self.cents(unit) is None:
            text = format_compact_decimal(figure, locale=self.locale, fraction_digits=17)
            return self._with_unit(text, unit)
        text = format_compact_currency(figure, unit, locale=self.locale, fraction_digits=17)
        return self._spaced(text, unit)

    def _with_unit(self, text: str, unit: str) -> str:
        signed = self._signed(text)
        return f"{signed}{SPACE}{unit}" if unit else signed

    def _spaced(self, text: str, unit: str) -> str:
        """Money with a space between a code and its figure, as CLDR's `currencySpacing` asks."""
        from babel.numbers import get_currency_symbol  # noqa: PLC0415 - slow to import

        code = re.escape(get_currency_symbol(unit, locale=self.locale))
        text = re.sub(rf"({code})(?<=[^\W\d_])(?=\d)", rf"\1{SPACE}", text)
        return self._signed(re.sub(rf"(?<=\d)({code})(?<!\W)", rf"{SPACE}\1", text))

    def _signed(self, text: str) -> str:
        return text.replace("-", f"{self.mark}{MINUS}")


@remembered
def share_in_percent(share: float) -> int:
    """A share of 1 in whole per cent, half up; 100 only of the whole, and 0 only of nothing."""
    if abs(share) >= HUGE:
        return int(finite(share * 100))
    percent = decimal_of(share) * 100
    whole = int(rounded_half_up(rounded_half_up(percent, 9), 0))
    if whole >= 100 and share < 1:
        return 99
    return 1 if whole == 0 and share > 0 else whole


def _raised(power: int) -> str:
    return str(power).translate(_SUPERSCRIPT)
