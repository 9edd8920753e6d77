"""Ranges: in words, and the figures of KPIs and key results beside them."""

from __future__ import annotations

from okrsite.model.goals import KeyResult
from okrsite.model.kpis import Kpi
from okrsite.model.measure import Guardrail, Range
from okrsite.pipeline.figures.precision import Figures, figures_of
from okrsite.pipeline.figures.things import kpi_figures, result_figures
from okrsite.pipeline.present.context import PageContext


def range_words(ctx: PageContext, held: Range | None, among: Figures | str) -> str:
    """A range as it is said: at most 5 %, at least 90 %, from 10 to 20 days.

    `among` are the figures that it is shown with, or only its unit.
    """
    bounds = (held.min, held.max) if held else ()
    figures = figures_of(among, bounds) if isinstance(among, str) else among
    match held:
        case None | Range(None, None):
            return ctx.words["range.none"]
        case Range(None, high):
            return ctx.words.say("range.max", max=ctx.numbers.among(high, figures))
        case Range(low, None):
            return ctx.words.say("range.min", min=ctx.numbers.among(low, figures))
        case Range(low, high):
            least, most = (ctx.numbers.among(bound, figures) for bound in (low, high))
            return ctx.words.say("range.both", min=least, max=most)


def kpi_value(ctx: PageContext, kpi: Kpi, value: float | None) -> str:
    """A value of a KPI, as exactly as all of its figures, and on its own side of each bound."""
    return ctx.numbers.among(value, figures_of_kpi(ctx, kpi))


def kpi_range(ctx: PageContext, kpi: Kpi) -> str:
    """The range of a KPI in words."""
    return range_words(ctx, kpi.range, figures_of_kpi(ctx, kpi))


def figures_of_kpi(ctx: PageContext, kpi: Kpi) -> Figures:
    """The figures of a KPI, which are shown alike on every line."""
    return ctx.once(_figures_of_kpi, kpi.id)


def figures_of_result(ctx: PageContext, objective: str, result: KeyResult) -> Figures:
    """The figures of a key result, which are shown alike on every line."""
    score = ctx.objective_score(objective).key_results[result.id]
    of_kpi = figures_of_kpi(ctx, ctx.kpi(result.kpi)) if result.kpi else None
    return result_figures(result, score, unit_of(ctx, result), of_kpi)


def kept_range(ctx: PageContext, result: KeyResult) -> tuple[Range | None, str]:
    """The range that a guardrail keeps, and the unit it is in."""
    own = result.measure.keep if isinstance(result.measure, Guardrail) else None
    kept = own or (ctx.kpi(result.kpi).range if result.kpi else None)
    return kept, unit_of(ctx, result)


def unit_of(ctx: PageContext, result: KeyResult) -> str:
    """The unit of a key result, its KPI's where it says none itself."""
    return result.unit or (ctx.kpi(result.kpi).unit if result.kpi else "")


def _figures_of_kpi(ctx: PageContext, id_: str) -> Figures:
    return kpi_figures(ctx.kpi(id_), ctx.kpi_score(id_))
