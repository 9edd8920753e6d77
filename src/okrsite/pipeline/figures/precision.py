"""Precision: how many places the figures of one thing need so that a reader tells them apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from itertools import pairwise
from math import floor, log10

from msgspec import Struct

MILLION, HUGE, TINY = 1e6, 1e15, 1e-12
MOST = 17
# Room for every digit of the largest and the smallest float: fewer, and rounding them would fail.
_HALF_UP = Context(prec=700, rounding=ROUND_HALF_UP)
# A page repeats its figures, and so do those beside it; all of a large site would fill the memory.
remembered = lru_cache(maxsize=1 << 13)


# They are looked up by, again and again, and have many values.
class Figures(Struct, frozen=True, cache_hash=True):
    """The figures about one thing that stand beside each other, all in one unit.

    Attributes:
        unit: The unit: `%`, a currency by its ISO code, any word, or nothing.
        written: Those that somebody wrote; they are shown with every place.
        computed: Others that a reader has to tell apart from these.
        size: The largest of all values that are shown with them, without its sign.
        is_whole: Whether all values that are shown with them are whole.
    """

    unit: str = ""
    written: tuple[float, ...] = ()
    computed: tuple[float, ...] = ()
    size: float = 0
    is_whole: bool = True


class Precision(Struct, frozen=True):
    """How exactly figures are shown.

    Attributes:
        places: The places of a plain figure.
        short: The places of one that is shortened: 1.23 million has 2.
        cents: The places of a currency, which are shown all or none; None without a currency.
    """

    places: int
    short: int = 2
    cents: int | None = None

    def finer(self) -> Precision:
        """The next finer one."""
        places = self.cents if self.cents and not self.places else self.places + 1
        return Precision(places, self.short + 1, self.cents)


def figures_of(
    unit: str,
    written: Iterable[float | None] = (),
    computed: Iterable[float | None] = (),
    around: Sequence[float] = (),
) -> Figures:
    """The figures about one thing; `around` are the other values that are shown with them."""
    return Figures(
        unit,
        tuple(value for value in written if value is not None),
        tuple(value for value in computed if value is not None),
        max(map(abs, around), default=0),
        all(map(_is_whole, around)),
    )


@remembered
def precision_of(figures: Figures, cents: int | None = None) -> Precision:
    """The coarsest precision that tells all these figures apart, with every place of written ones.

    Two figures that agree to 9 places are the same, as every threshold sees them.
    """
    known = (*figures.written, *figures.computed)
    precision = _usual(figures, known, cents)
    apart = sorted({round(value, 9) for value in known})
    for _ in range(MOST):
        is_exact = all(_reads_exactly(value, precision, figures.unit) for value in figures.written)
        told = [as_read(value, precision, figures.unit) for value in apart]
        if is_exact and all(a < b for a, b in pairwise(told)):
            break
        precision = precision.finer()
    return precision


@remembered
def precision_beside(value: float, figures: Figures, precision: Precision) -> Precision:
    """The coarsest precision, from a given one on, in which a value is where it truly is.

    That is below, on or above each of the written figures, and never 0 unless it is; in per cent
    also never 100.
    """
    limits = (0.0, 100.0) if figures.unit == "%" else ()
    bounds = {*figures.written, *limits}
    sides = [(bound, side) for bound in bounds if (side := _side(value, bound))]
    for _ in range(MOST):
        told = as_read(value, precision, figures.unit)
        if (told or not value) and all(
            _side(float(told), float(as_read(bound, precision, figures.unit))) == side
            for bound, side in sides
        ):
            break
        precision = precision.finer()
    return precision


@remembered
def decimal_of(value: float) -> Decimal:
    """The figure as somebody would write it, without the last digits that only floats have.

    It has 9 places, as thresholds see it; of one below 1 there are 15 digits that count.
    """
    is_usual = 1 <= abs(value) < HUGE
    return rounded_half_up(Decimal(repr(value)), 9) if is_usual else Decimal(f"{value:.15g}")


def rounded_half_up(figure: Decimal, places: int) -> Decimal:
    """The figure with so many places; halves go away from zero."""
    return figure.quantize(Decimal(1).scaleb(-places), context=_HALF_UP)


@remembered
def as_read(value: float, precision: Precision, unit: str = "") -> Decimal:
    """The figure that a reader gets who reads it with this precision."""
    figure, size = decimal_of(value), abs(value)
    if is_power(size):
        power = figure.adjusted()
        return rounded_half_up(figure.scaleb(-power), precision.short).scaleb(power)
    if is_short(size, unit):
        power = 3 * (figure.adjusted() // 3)
        return rounded_half_up(figure.scaleb(-power), precision.short).scaleb(power)
    return rounded_half_up(figure, precision.places)


def is_power(size: float) -> bool:
    """Whether a figure is so large or small that it is told by a power of ten."""
    return size >= HUGE or 0 < size < TINY


def is_short(size: float, unit: str) -> bool:
    """Whether a figure is told in millions or more."""
    return size >= MILLION and unit != "%"


def usual_places(size: float) -> int:
    """How many places tell enough: three figures or so, none for thousands."""
    if size >= 1000 or size == 0 or is_power(size):
        return 0
    if size >= 100:
        return 1
    return 2 if size >= 1 else 2 - floor(log10(size))


def _usual(figures: Figures, known: Sequence[float], cents: int | None) -> Precision:
    size = max([figures.size, *map(abs, known)])
    if cents is not None:
        is_whole = figures.is_whole and all(map(_is_whole, known))
        if 0 < size < 0.01:
            return Precision(max(cents, usual_places(size)), 2, cents)
        return Precision(0 if size >= 1000 or is_whole else cents, 2, cents)
    # A share of 100 is no large figure: 12.35 % stays so beside it.
    return Precision(usual_places(min(size, 99) if figures.unit == "%" else size))


def _is_whole(value: float) -> bool:
    return value == int(value)


def _reads_exactly(value: float, precision: Precision, unit: str) -> bool:
    return as_read(value, precision, unit) == decimal_of(value)


def _side(value: float, bound: float) -> int:
    """Below, on, or above a bound."""
    here, there = round(value, 9), round(bound, 9)
    if here == there:
        return 0
    return -1 if here < there else 1
