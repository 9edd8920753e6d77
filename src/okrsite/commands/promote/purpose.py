"""Purpose: why a KPI is attacked, and which targets make sense for that."""

from __future__ import annotations

from okrsite.builtin.rules.quantities import amount, range_in_words, value_and_range
from okrsite.commands.errors import CommandError
from okrsite.model.kpi_score import KpiScore
from okrsite.model.kpis import Kpi
from okrsite.model.names import Purpose


def purpose_of(kpi: Kpi, score: KpiScore, wanted: Purpose | None) -> Purpose:
    """The purpose that is wanted, else to repair what is out of range, and to leap otherwise.

    Raises `CommandError` for the repair of what is in its range, or has none.
    """
    is_outside = score.health == "out_of_range"
    if wanted == "repair" and not is_outside:
        if kpi.range is None:
            raise CommandError(f"{kpi.id} has no range to be brought back into", _ADD_RANGE)
        raise CommandError(
            f"there is nothing to repair: {kpi.id} is at {value_and_range(kpi, score)}",
            "--as leap makes it a deliberate leap.",
        )
    return wanted or ("repair" if is_outside else "leap")


_ADD_RANGE = "Say in its `range` what is acceptable, or take --as leap."


def refuse_target(kpi: Kpi, value: float, target: float) -> None:
    """Raise `CommandError` for a target that is no progress from a value, or out of range."""
    now, wanted = amount(value, kpi.unit), amount(target, kpi.unit)
    if target == value:
        raise CommandError(f"{kpi.id} is at {now} already", "Give another --target.")
    if kpi.range is None:
        return
    if not kpi.range.holds(target):
        raise CommandError(
            f"the target {wanted} is out of range: {range_in_words(kpi.range, kpi.unit)}",
            "The KPI would never confirm it. Aim for the range, or change the range first.",
        )
    is_lower_better = kpi.range.min is None
    is_one_sided = (kpi.range.min is None) != (kpi.range.max is None)
    if is_one_sided and (target > value) == is_lower_better:
        side = "lower" if is_lower_better else "higher"
        raise CommandError(
            f"the target {wanted} is worse than {now}, where {kpi.id} is now",
            f"By its range, {side} is better.",
        )
