"""Ranges: in words, and the one that a guardrail keeps."""

from __future__ import annotations

from okrsite.model.goals import KeyResult
from okrsite.model.kpis import Kpi
from okrsite.model.measure import Guardrail, Range
from okrsite.pipeline.present.context import PageContext


def range_words(ctx: PageContext, held: Range | None, unit: str) -> str:
    """A range as it is said: at most 5 %, at least 90 %, from 10 to 20 days."""
    write = ctx.numbers.exact
    match held:
        case None | Range(None, None):
            return ctx.words["range.none"]
        case Range(None, high):
            return ctx.words.say("range.max", max=write(high, unit))
        case Range(low, None):
            return ctx.words.say("range.min", min=write(low, unit))
        case Range(low, high):
            return ctx.words.say("range.both", min=write(low, unit), max=write(high, unit))


def kpi_value(ctx: PageContext, kpi: Kpi, value: float | None) -> str:
    """A value of a KPI, on the side of its range, warning and target where it truly is."""
    return ctx.numbers.beside(value, kpi.unit, *bounds_of(kpi))


def bounds_of(kpi: Kpi) -> tuple[float | None, ...]:
    """Every figure that a KPI's value is held against."""
    held = (kpi.range, kpi.warning)
    bounds = [bound for range_ in held if range_ for bound in (range_.min, range_.max)]
    return (*bounds, kpi.target.value if kpi.target else None)


def kept_range(ctx: PageContext, result: KeyResult) -> tuple[Range | None, str]:
    """The range that a guardrail keeps, and the unit it is in."""
    own = result.measure.keep if isinstance(result.measure, Guardrail) else None
    kept = own or (ctx.kpi(result.kpi).range if result.kpi else None)
    return kept, unit_of(ctx, result)


def unit_of(ctx: PageContext, result: KeyResult) -> str:
    """The unit of a key result, its KPI's where it says none itself."""
    return result.unit or (ctx.kpi(result.kpi).unit if result.kpi else "")
