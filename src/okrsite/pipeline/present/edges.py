"""Edges: what is said at the edges of a KPI's picture: its lines to the right, its months below."""

from __future__ import annotations

from datetime import date
from typing import Literal

from okrsite.model.kpi_score import KpiScore
from okrsite.model.kpis import Kpi
from okrsite.model.measure import Range
from okrsite.model.series import Point
from okrsite.pipeline.present.charts.parts import Edge
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.ranges import figures_of_kpi, kpi_value, range_words

# So many letters fit beside the picture.
BESIDE = 20
# Of a longer past the years are marked below the picture, of a shorter one the months.
MONTHS = 36


def edges(ctx: PageContext, kpi: Kpi, score: KpiScore, last: Point) -> tuple[Edge, ...]:
    """What the lines of the picture are and where it stands, in words at its right edge."""
    own = _bounds(kpi.range)
    warning = [bound for bound in _bounds(kpi.warning) if bound not in own]
    target = [kpi.target.value] if kpi.target else []
    baseline = [score.baseline.value] if score.baseline else []
    return (
        Edge("last", last.value, kpi_value(ctx, kpi, last.value)),
        *(_bound(ctx, kpi, bound) for bound in own),
        *(_named(ctx, kpi, "warning", value) for value in warning),
        *(_named(ctx, kpi, "target", value) for value in target),
        *(_named(ctx, kpi, "baseline", value) for value in baseline),
    )


def _bound(ctx: PageContext, kpi: Kpi, bound: float) -> Edge:
    """A bound of the range, as what the range asks for."""
    is_upper = kpi.range is not None and bound == kpi.range.max
    held = Range(None, bound) if is_upper else Range(bound)
    words = range_words(ctx, held, figures_of_kpi(ctx, kpi))
    return Edge("bound", bound, _short(words, kpi_value(ctx, kpi, bound)))


def _named(
    ctx: PageContext, kpi: Kpi, kind: Literal["warning", "target", "baseline"], value: float
) -> Edge:
    told = kpi_value(ctx, kpi, value)
    return Edge(kind, value, _short(f"{ctx.words[f'kpi.{kind}']} {told}", told))


def _bounds(held: Range | None) -> list[float]:
    return [bound for bound in (held.min, held.max) if bound is not None] if held else []


def _short(text: str, otherwise: str) -> str:
    """A text that fits beside the picture."""
    return text if len(text) <= BESIDE else otherwise


def month_starts(first: date, last: date) -> tuple[date, ...]:
    """The first days of the months between two days; of a long time, of the years."""
    start, end = first.year * 12 + first.month, last.year * 12 + last.month
    step = 1 if end - start <= MONTHS else 12
    # Counted from December of the year 0, so that every twelfth is a January.
    found = (count for count in range(start, end) if count % step == 0)
    return tuple(date(count // 12, count % 12 + 1, 1) for count in found)
