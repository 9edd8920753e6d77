"""Tree: what a computed KPI is made of, and how much each part moved it since the period before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum, isclose

from msgspec import Struct

from okrsite.api import Kpi, KpiScore, Period
from okrsite.api.pages import (
    Anchor,
    Badge,
    KpiId,
    PageContext,
    health_badge,
    kpi_link,
    kpi_value,
)
from okrsite.pipeline.compute.contribution import contributions
from okrsite.pipeline.figures.precision import Precision, usual_places
from okrsite.pipeline.present.kpis import change_of

# A formula of formulas is followed so far down; each part has its own page.
DEEPEST = 3


class TreeRow(Struct, frozen=True, kw_only=True):
    """A part of a computed KPI: its value, its own change, and how much it moved the one above.

    `depth` is 0 for the parts of the KPI itself. `moved` may be empty.
    """

    depth: int
    link: Anchor
    value: str
    health: Badge
    change: str
    moved: str


def kpi_tree(ctx: PageContext, kpi: Kpi) -> tuple[TreeRow, ...]:
    """The parts of a KPI from the top down; none of one that is not computed."""
    return tuple(_rows(ctx, kpi, 0))


def _rows(ctx: PageContext, kpi: Kpi, depth: int) -> Iterator[TreeRow]:
    if kpi.formula is None or depth > DEEPEST:
        return
    moved = moves_of(ctx, kpi)
    for id_ in kpi.formula.operands:
        part, score = ctx.kpi(id_), ctx.kpi_score(id_)
        change = change_of(ctx, part, score)
        yield TreeRow(
            depth=depth,
            link=kpi_link(ctx, id_),
            value=kpi_value(ctx, part, score.value),
            health=health_badge(ctx.words, score.health),
            change=change.text if change else "",
            moved=_moved(ctx, kpi, moved[id_]) if id_ in moved else "",
        )
        yield from _rows(ctx, part, depth + 1)


def moves_of(ctx: PageContext, kpi: Kpi) -> Mapping[KpiId, float]:
    """How much each operand moved a KPI from the complete period before to the newest one.

    Empty where the operands' values of the two periods do not give the KPI's own two, as where one
    of them is observed in another rhythm.
    """
    change, formula = ctx.kpi_score(kpi.id).change, kpi.formula
    if change is None or formula is None:
        return {}
    before = _values(ctx, formula.operands, change.previous.period)
    after = _values(ctx, formula.operands, change.latest.period)
    if not before or not after:
        return {}
    parts = contributions(formula, before, after)
    fits = isclose(fsum(parts.values()), change.absolute, rel_tol=1e-6, abs_tol=1e-9)
    return parts if fits else {}


def _values(ctx: PageContext, operands: tuple[KpiId, ...], period: Period) -> dict[KpiId, float]:
    """The operands' values of a period; empty where one has none."""
    found = {id_: _value(ctx.kpi_score(id_), period) for id_ in operands}
    known = {id_: value for id_, value in found.items() if value is not None}
    return known if len(known) == len(found) else {}


def _value(score: KpiScore, period: Period) -> float | None:
    last = score.periods.points.until(period.end)
    value = score.periods[last - 1] if last else None
    return value.value if value and value.period == period else None


def _moved(ctx: PageContext, kpi: Kpi, part: float) -> str:
    """A part of a change in the KPI's unit: in points where that is per cent."""
    if not part:
        return ctx.words["kpi.unchanged"]
    exact = Precision(max(usual_places(abs(part)), 1))
    if kpi.unit != "%":
        return ctx.numbers.signed(part, kpi.unit, exact)
    return ctx.words.count("kpi.points", abs(part), ctx.numbers.signed(part, "", exact))
