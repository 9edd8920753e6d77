"""Aggregation: from single observations to one value for each period."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby

from okrsite.model.names import Aggregate, Cadence
from okrsite.model.period import Period, index_of, period_of
from okrsite.model.score import PeriodValue
from okrsite.model.series import Point
from okrsite.pipeline.compute.rounding import total

# Companies observe on the same few days, so most answers are known already.
_period = lru_cache(maxsize=4096)(period_of)
_index = lru_cache(maxsize=4096)(index_of)


def period_values(
    points: Iterable[Point], cadence: Cadence, aggregate: Aggregate, today: date
) -> tuple[PeriodValue, ...]:
    """The value of every period that has an observation, oldest first; points are in order.

    A period is complete once its last day is over, so the one that holds today still runs.
    """
    groups = groupby(points, key=lambda point: _index(point.day, cadence))
    return tuple(_period_value(list(group), cadence, aggregate, today) for _, group in groups)


def aggregated(values: Sequence[float], aggregate: Aggregate) -> float:
    """Several observations as one: the newest, their sum, or their plain mean."""
    match aggregate:
        case "last":
            return values[-1]
        case "sum":
            return total(values)
        case "average":
            return total(values) / len(values)


def _period_value(
    points: list[Point], cadence: Cadence, aggregate: Aggregate, today: date
) -> PeriodValue:
    period: Period = _period(points[-1].day, cadence)
    value = (
        points[-1].value
        if aggregate == "last" or len(points) == 1
        else aggregated([point.value for point in points], aggregate)
    )
    return PeriodValue(period, value, points[-1].day, len(points), period.end < today)
