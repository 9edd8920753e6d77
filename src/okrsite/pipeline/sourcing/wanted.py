"""Wanted: from which day on a source is asked, when nobody says otherwise."""

from datetime import date, timedelta

from okrsite.model.kpis import Kpi
from okrsite.model.period import period_of
from okrsite.model.series import Series


def first_wanted(kpi: Kpi, series: Series | None, until: date) -> date | None:
    """The first day of the period before the newest observation's, or None for all there is.

    One period is asked for again, since figures are often corrected soon after they are out, and
    nobody would notice it otherwise.
    """
    newest = series.points.last(until) if series else None
    if newest is None:
        return None
    current = period_of(newest.day, kpi.cadence)
    if current.start == date.min:
        return current.start
    return period_of(current.start - timedelta(days=1), kpi.cadence).start
