"""History: how a KPI went, as a chart over its range, its levels and the goals that acted on it."""

from __future__ import annotations

from datetime import timedelta

from okrsite.model.kpis import Kpi
from okrsite.model.score import KpiScore
from okrsite.pipeline.present.arithmetic import range_words
from okrsite.pipeline.present.charts.line import Level, LineChart, line_chart
from okrsite.pipeline.present.html import Html
from okrsite.pipeline.present.kpis import GAPS, points_of
from okrsite.pipeline.present.site import Site

SHOWN_POINTS = 500
SHOWN_DAYS = 366 * 5


def kpi_chart(site: Site, kpi: Kpi, score: KpiScore) -> Html:
    """The KPI's chart; empty before there are two values."""
    since = site.today - timedelta(days=SHOWN_DAYS)
    points = tuple(each for each in points_of(score) if each.day >= since)[-SHOWN_POINTS:]
    if len(points) < 2:
        return Html()
    first, last = points[0], points[-1]
    description = site.words.say(
        "kpi.chart",
        first=site.numbers.quantity(first.value, kpi.unit),
        first_day=site.numbers.day(first.day),
        last=site.numbers.quantity(last.value, kpi.unit),
        last_day=site.numbers.day(last.day),
        range=range_words(site, kpi.range, kpi.unit),
    )
    chart = LineChart(
        title=kpi.title,
        description=description,
        points=points,
        unit=kpi.unit,
        first=first.day,
        last=max(last.day, min(site.today, last.day + timedelta(days=GAPS[kpi.cadence]))),
        gap=GAPS[kpi.cadence],
        range=kpi.range,
        warning=kpi.warning,
        levels=_levels(site, kpi, score),
        spans=tuple(attack.window for attack in score.attacks),
    )
    return line_chart(chart, site.numbers)


def _levels(site: Site, kpi: Kpi, score: KpiScore) -> tuple[Level, ...]:
    levels: list[Level] = []
    if kpi.target:
        levels.append(Level("target", kpi.target.value, site.words["kpi.target"]))
    if score.baseline:
        since = score.baseline.since
        levels.append(Level("baseline", score.baseline.value, site.words["kpi.baseline"], since))
    return tuple(levels)
