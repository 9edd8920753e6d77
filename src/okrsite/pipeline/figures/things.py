"""Things: the figures of a KPI and of a key result, which are shown alike on every line."""

from __future__ import annotations

from okrsite.model.goal_score import KeyResultScore
from okrsite.model.goals import KeyResult
from okrsite.model.kpi_score import KpiScore
from okrsite.model.kpis import Kpi
from okrsite.model.measure import Guardrail, Metric, NumberZones, Range, Relative
from okrsite.pipeline.figures.precision import Figures, decimal_of, figures_of

BRIEF = 5


def kpi_figures(kpi: Kpi, score: KpiScore) -> Figures:
    """The figures of a KPI: its bounds, target and levels, its newest values, and all others."""
    change = score.change
    newest = (change.previous.value, change.latest.value) if change else ()
    written = (
        *_bounds(kpi.range),
        *_bounds(kpi.warning),
        kpi.target.value if kpi.target else None,
        *(baseline.value for baseline in kpi.baselines),
    )
    return figures_of(kpi.unit, written, (score.value, *newest), score.periods.points.floats)


def result_figures(
    result: KeyResult, score: KeyResultScore, unit: str, of_kpi: Figures | None
) -> Figures:
    """The figures of a key result: where it starts, stands and ends, its KPI's beside them."""
    match result.measure:
        case Metric(target, start, checkpoints):
            on_the_way = (checkpoint.value for checkpoint in checkpoints)
            written: tuple[float | None, ...] = (start, target, *on_the_way)
        case NumberZones(commit, target, stretch, start):
            written = (start, commit, target, stretch)
        case Relative(_, start):
            written = (start, score.target if _is_brief(score.target) else None)
        case Guardrail(keep):
            written = _bounds(keep)
        case _:
            written = ()
    around = [value for _, value in score.history]
    own = figures_of(unit, written, (score.start, score.current, score.target), around)
    return own if of_kpi is None else _together(own, of_kpi)


def _together(own: Figures, of_kpi: Figures) -> Figures:
    return Figures(
        own.unit,
        (*own.written, *of_kpi.written),
        (*own.computed, *of_kpi.computed),
        max(own.size, of_kpi.size),
        own.is_whole and of_kpi.is_whole,
    )


def _is_brief(value: float | None) -> bool:
    """Whether a computed target comes out even, so that all its digits can be shown."""
    return value is not None and len(decimal_of(value).normalize().as_tuple().digits) <= BRIEF


def _bounds(held: Range | None) -> tuple[float | None, ...]:
    return (held.min, held.max) if held else ()
