"""Sums of values that are sums already: what ran up to each day, added up once more."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise

from okrsite.api import Finding, Kpi, Point, Points, Rule, Scored, period_of
from okrsite.builtin.example import KPI, SERIES, kpi_text
from okrsite.builtin.rules.subjects import subject_of

# How many values rise in a period, and in how many periods, before it is no chance.
FEWEST_VALUES = 4
FEWEST_PERIODS = 2
NEWEST = 400


def check_running_total(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs that add up values which only rise in each period and begin anew with the next."""
    year_starts = scored.forest.settings.calendar.year_starts
    for kpi in scored.forest.kpis.values():
        series = scored.forest.series.get(kpi.id)
        if kpi.aggregate != "sum" or kpi.cadence == "daily" or series is None:
            continue
        periods = _by_period(kpi, series.points[-NEWEST:], year_starts)
        if _are_running_totals(periods):
            last = periods[-1][-1]
            yield Finding(
                kpi.at("aggregate"),
                f"the values of the KPI '{kpi.title}' look like running totals, and are added up",
                'Write aggregate = "last", or give what each day alone brought.',
                subject_of(kpi),
                {"title": kpi.title, "value": last},
            )


def _by_period(kpi: Kpi, points: Points, year_starts: int) -> list[list[float]]:
    def start(point: Point) -> date:
        return period_of(point.day, kpi.cadence, year_starts).start

    return [[point.value for point in group] for _, group in groupby(points, start)]


def _are_running_totals(periods: list[list[float]]) -> bool:
    """Whether in each period values only rise, to twice the first at least, and then fall back."""
    full = [values for values in periods if len(values) >= FEWEST_VALUES]
    fall = all(after[0] < before[-1] for before, after in pairwise(full))
    return len(full) >= FEWEST_PERIODS and fall and all(map(_rise, full))


def _rise(values: list[float]) -> bool:
    is_doubled = values[-1] >= 2 * values[0] > 0
    return is_doubled and all(before <= after for before, after in pairwise(values))


SUMMED = kpi_text(fields='cadence = "monthly"\naggregate = "sum"')
RUNNING = """\
date,value
2026-09-07,110
2026-09-14,260
2026-09-21,390
2026-09-28,540
2026-10-05,120
2026-10-12,250
2026-10-19,410
2026-10-26,530
"""
EACH = """\
date,value
2026-09-07,110
2026-09-14,150
2026-09-21,130
2026-09-28,150
2026-10-05,120
2026-10-12,130
2026-10-19,160
2026-10-26,120
"""

RUNNING_TOTAL_SUMMED = Rule(
    code="OKR311",
    name="running-total-summed",
    severity="warning",
    asked_of="kpi",
    title="A KPI adds up running totals",
    why="""
A query that counts since the beginning of the month gives a running total each day. Added up, they
count the month's first day as often as there are values: two or three times what it was.
""",
    bad={KPI: SUMMED, SERIES: RUNNING},
    good={KPI: SUMMED, SERIES: EACH},
    check=check_running_total,
)
