"""History: how a KPI went, as a chart over its range, its levels and the goals that acted on it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from okrsite.model.kpi_score import Attack, KpiScore
from okrsite.model.kpis import Baseline, Kpi
from okrsite.model.series import Point, Points
from okrsite.pipeline.present.charts.line import LineChart, axis, point_labels, value_marks
from okrsite.pipeline.present.charts.parts import Level, Remark, Stretch
from okrsite.pipeline.present.kpis import GAPS, points_of
from okrsite.pipeline.present.links import goal_link
from okrsite.pipeline.present.ranges import bounds_of, kpi_value, range_words
from okrsite.pipeline.present.site import Site

SHOWN_STRETCHES = 12


def kpi_chart(site: Site, kpi: Kpi, score: KpiScore) -> LineChart | None:
    """The KPI's chart over all its time; nothing before there is a value."""
    points = points_of(score)
    if not points:
        return None
    first, last = days_of(site, kpi, points)
    levels = _levels(site, kpi)
    up = axis([*points.floats, *(x.value for x in levels)], kpi.range, kpi.warning)
    return LineChart(
        title=kpi.title,
        description=_description(site, kpi, points[0], points[-1]),
        points=points,
        gap=GAPS[kpi.cadence],
        first=first,
        last=last,
        up=up,
        marks=value_marks(up, kpi.unit, site.numbers),
        days=site.numbers.along(first, last),
        labels=point_labels(points, kpi.unit, site.numbers, *bounds_of(kpi)),
        range=kpi.range,
        warning=kpi.warning,
        levels=levels,
        spans=stretches(site, score, first, last),
        remarks=tuple(_told(site, each) for each in remarks_of(site, kpi) if each.day <= last),
    )


def days_of(site: Site, kpi: Kpi, points: Points) -> tuple[date, date]:
    """The first and last day of the picture; a single value stands in the middle of it."""
    beat = timedelta(days=GAPS[kpi.cadence])
    first, last = points[0].day, points[-1].day
    if first == last:
        return _moved(first, -beat), _moved(first, beat)
    return first, max(last, min(site.today, _moved(last, beat)))


def stretches(site: Site, score: KpiScore, first: date, last: date) -> tuple[Stretch, ...]:
    """The days in which goals acted on the KPI, as far as the picture shows them, oldest first.

    Of very many goals the picture tells the newest apart.
    """
    seen = [each for each in score.attacks if each.window.start < last and each.window.end > first]
    return tuple(
        Stretch(each.window, str(number), _name(site, each))
        for number, each in enumerate(seen[-SHOWN_STRETCHES:], start=1)
    )


def remarks_of(site: Site, kpi: Kpi) -> tuple[Remark, ...]:
    """What stands beside the KPI's observations, oldest first."""
    series = site.forest.series.get(kpi.id)
    if series is None:
        return ()
    said = sorted(series.notes.items())
    return tuple(Remark(series.points[place].day, text) for place, text in said)


def _name(site: Site, attack: Attack) -> str:
    days = site.numbers.span(attack.window.start, attack.window.end)
    return f"{goal_link(site, '', attack.goal).text}, {days}"


def _told(site: Site, remark: Remark) -> Remark:
    return Remark(remark.day, site.numbers.dated(remark.day, remark.text))


def _description(site: Site, kpi: Kpi, first: Point, last: Point) -> str:
    return site.words.say(
        "kpi.chart",
        first=kpi_value(site, kpi, first.value),
        first_day=site.numbers.day(first.day),
        last=kpi_value(site, kpi, last.value),
        last_day=site.numbers.day(last.day),
        range=range_words(site, kpi.range, kpi.unit),
    )


def _levels(site: Site, kpi: Kpi) -> tuple[Level, ...]:
    """The baselines as steps, each until the next, and the target."""
    words, write = site.words, site.numbers.exact
    known = sorted(
        (each for each in kpi.baselines if each.since <= site.today), key=lambda each: each.since
    )
    steps = [
        _step(site, kpi, each, following.since if following else None)
        for each, following in pairwise([*known, None])
        if each
    ]
    if not kpi.target:
        return tuple(steps)
    name = f"{words['kpi.target']} {write(kpi.target.value, kpi.unit)}"
    return (*steps, Level("target", kpi.target.value, name))


def _step(site: Site, kpi: Kpi, baseline: Baseline, until: date | None) -> Level:
    words = site.words
    value = site.numbers.exact(baseline.value, kpi.unit)
    name = value if until else f"{words['kpi.baseline']} {value}"
    day = site.numbers.day(baseline.since)
    mark = words.say("kpi_page.rebaselined_mark", day=day) if baseline.from_ else ""
    return Level("baseline", baseline.value, name, baseline.since, until, mark)


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min
