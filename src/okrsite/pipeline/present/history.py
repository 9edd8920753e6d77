"""History: how a KPI went, as a chart over its range, its levels and the goals that acted on it."""

from __future__ import annotations

from datetime import timedelta

from okrsite.model.kpis import Kpi
from okrsite.model.score import KpiScore
from okrsite.model.series import Point
from okrsite.pipeline.present.charts.line import (
    Level,
    LineChart,
    axis,
    point_labels,
    value_marks,
)
from okrsite.pipeline.present.kpis import GAPS, points_of
from okrsite.pipeline.present.ranges import range_words
from okrsite.pipeline.present.site import Site

SHOWN_POINTS = 500
SHOWN_DAYS = 366 * 5


def kpi_chart(site: Site, kpi: Kpi, score: KpiScore) -> LineChart | None:
    """The KPI's chart; nothing before there are two values."""
    since = site.today - timedelta(days=SHOWN_DAYS)
    points = tuple(each for each in points_of(score) if each.day >= since)[-SHOWN_POINTS:]
    if len(points) < 2:
        return None
    first, last = points[0], points[-1]
    end = max(last.day, min(site.today, last.day + timedelta(days=GAPS[kpi.cadence])))
    levels = _levels(site, kpi, score)
    up = axis([*(value for _, value in points), *(x.value for x in levels)], kpi.range, kpi.warning)
    return LineChart(
        title=kpi.title,
        description=_description(site, kpi, first, last),
        points=points,
        first=first.day,
        last=end,
        up=up,
        marks=value_marks(up, kpi.unit, site.numbers),
        days=site.numbers.along(first.day, end),
        labels=point_labels(points, kpi.unit, site.numbers),
        gap=GAPS[kpi.cadence],
        range=kpi.range,
        warning=kpi.warning,
        levels=levels,
        spans=tuple(attack.window for attack in score.attacks),
    )


def _description(site: Site, kpi: Kpi, first: Point, last: Point) -> str:
    return site.words.say(
        "kpi.chart",
        first=site.numbers.quantity(first.value, kpi.unit),
        first_day=site.numbers.day(first.day),
        last=site.numbers.quantity(last.value, kpi.unit),
        last_day=site.numbers.day(last.day),
        range=range_words(site, kpi.range, kpi.unit),
    )


def _levels(site: Site, kpi: Kpi, score: KpiScore) -> tuple[Level, ...]:
    words, write = site.words, site.numbers.quantity
    levels: list[Level] = []
    if kpi.target:
        name = f"{words['kpi.target']} {write(kpi.target.value, kpi.unit)}"
        levels.append(Level("target", kpi.target.value, name))
    if score.baseline:
        value, since = score.baseline.value, score.baseline.since
        name = f"{words['kpi.baseline']} {write(value, kpi.unit)}"
        levels.append(Level("baseline", value, name, since))
    return tuple(levels)
