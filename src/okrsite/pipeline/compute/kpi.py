"""KPI: its value, health, change, baseline and target on the day."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from statistics import median

from okrsite.model.kpi_score import Attack, Change, KpiScore
from okrsite.model.kpis import Baseline, Kpi
from okrsite.model.names import Health
from okrsite.model.periods import Periods
from okrsite.pipeline.compute.kpi_values import Readings
from okrsite.pipeline.compute.kpi_window import grace_days
from okrsite.pipeline.compute.loop import LoopPosition
from okrsite.pipeline.compute.progress import Direction, better_side, is_beyond
from okrsite.pipeline.compute.rhythm import Rhythms, days_after, next_review
from okrsite.pipeline.compute.rounding import finite, rounded

STALE_AFTER = 2
# The noise of a KPI is that of its last 12 changes before the newest.
NOISE_CHANGES = 12
LEAST_CHANGES = 4


def score_kpi(
    kpi: Kpi,
    readings: Readings,
    attacks: tuple[Attack, ...],
    position: LoopPosition,
    rhythms: Rhythms,
    today: date,
) -> KpiScore:
    """Everything about a KPI on the day; `position` says where it stands in the loop."""
    latest = readings.last(today)
    behind = periods_behind(latest.since, readings.periods, today) if latest else 0
    running = readings.periods[-1] if readings.waits and readings.periods else None
    last_review = max((review.date for review in kpi.reviews), default=None)
    first = readings.points[0].day if readings.points else None
    return KpiScore(
        id=kpi.id,
        value=latest.value if latest else None,
        as_of=latest.on if latest else None,
        periods=readings.periods,
        so_far=running if running and not running.is_complete else None,
        periods_behind=behind,
        health=health(kpi, latest.value if latest else None, behind),
        change=change(readings.periods, better_side(kpi.range)),
        baseline=baseline_in_force(kpi.baselines),
        target_is_met=target_is_met(kpi, readings, today),
        loop=position.state,
        loop_by=position.by,
        attacks=attacks,
        last_review=last_review,
        next_review_due=next_review(last_review, first, rhythms.reviews),
    )


def periods_behind(day: date, periods: Periods, today: date) -> int:
    """How many periods lie between a day and today: 0 in the running one, 1 in the one before.

    For monthly and longer cadences a new period counts from its sixth day only (5 days of grace).
    """
    newest = days_after(today, -grace_days(periods.cadence))
    return max(periods.index(newest) - periods.index(day), 0)


def is_stale(day: date, periods: Periods, today: date) -> bool:
    """Whether a value of a day is too old to judge by."""
    return periods_behind(day, periods, today) >= STALE_AFTER


def health(kpi: Kpi, value: float | None, behind: int) -> Health:
    """The health by the first match: no data, stale, no range, out of range, warning, in range."""
    if value is None:
        return "no_data"
    if behind >= STALE_AFTER:
        return "stale"
    if kpi.range is None:
        return "no_range"
    if not kpi.range.holds(value):
        return "out_of_range"
    return "warning" if kpi.warning is not None and not kpi.warning.holds(value) else "in_range"


def change(periods: Periods, side: Direction | None) -> Change | None:
    """From the complete period before to the newest complete one; None where either is missing.

    Relative to the base, but only where the base is above 0. Good or bad by the open side of the
    range; no change at all is neither.
    """
    complete = periods.complete
    if len(complete) < 2:
        return None
    previous, latest = complete[-2], complete[-1]
    if periods.index(latest.period.start) - periods.index(previous.period.start) != 1:
        return None
    absolute = finite(latest.value - previous.value)
    relative = finite(absolute / previous.value) if previous.value > 0 else None
    # A difference that rounds to nothing is neither good nor bad.
    step = rounded(absolute)
    is_good = (step > 0) == (side > 0) if side is not None and step else None
    usual = rounded(noise(complete.points.floats[-NOISE_CHANGES - 2 : -1]))
    return Change(previous, latest, absolute, relative, is_good, usual)


def noise(values: Sequence[float]) -> float:
    """How far the changes between values usually lie apart: their median absolute deviation.

    So a KPI that grows by much the same each period has little noise, and one that goes up and down
    has much. 0 with fewer than 4 changes, which tell nothing of what is usual.
    """
    changes = [finite(after - before) for before, after in pairwise(values)]
    if len(changes) < LEAST_CHANGES:
        return 0
    middle = median(changes)
    return median(abs(finite(change - middle)) for change in changes)


def baseline_in_force(baselines: Sequence[Baseline]) -> Baseline | None:
    """The baseline with the newest `since`; of several on one day the one written last."""
    return max(reversed(baselines), key=lambda baseline: baseline.since) if baselines else None


def target_is_met(kpi: Kpi, readings: Readings, today: date) -> bool | None:
    """Whether the target is reached: by its day, or in the newest period where it has none.

    The direction is that of the range's open side; None without one, or without a value.
    """
    if kpi.target is None:
        return None
    side = better_side(kpi.range)
    reading = readings.last(min(today, kpi.target.by) if kpi.target.by else today)
    if side is None or reading is None:
        return None
    return is_beyond(reading.value, kpi.target.value, side)
