"""A KPI's values by period, as a table shows them: the figures behind its chart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from okrsite.api import Figures, Kpi, KpiScore, Period, Periods, Range
from okrsite.api.pages import PageContext, Remark, figures_of_kpi
from okrsite.pipeline.present.history import remarks_of

SHOWN = 120


class PeriodRow(NamedTuple):
    """The value of a period, what was remarked in it, and whether the range does not hold it."""

    period: Period
    value: float
    remarks: tuple[Remark, ...]
    is_complete: bool
    is_outside: bool


class PeriodTable(Struct, frozen=True):
    """Values by period as figures, which the template writes: most pages with many stand still.

    `figures` are those that the values stand among; each is told on its side of them.
    """

    periods: Periods
    remarks: tuple[Remark, ...]
    figures: Figures
    held: Range | None

    def __len__(self) -> int:
        return len(self.periods)

    @property
    def rows(self) -> Iterator[PeriodRow]:
        """The periods, newest first."""
        for period in reversed(self.periods):
            first, last = period.period.start, period.period.end
            said = tuple(remark for remark in self.remarks if first <= remark.day <= last)
            is_outside = self.held is not None and not self.held.holds(period.value)
            yield PeriodRow(
                period.period,
                period.value,
                said,
                period.is_complete,
                period.is_complete and is_outside,
            )


def period_table(ctx: PageContext, kpi: Kpi, score: KpiScore) -> PeriodTable:
    """The newest periods of a KPI, with the remarks that stand beside its observations."""
    shown = score.periods[-SHOWN:]
    return PeriodTable(shown, remarks_of(ctx, kpi), figures_of_kpi(ctx, kpi), kpi.range)
