"""History: how a KPI went, as a chart over its range, its levels and the goals that acted on it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from textwrap import wrap

from okrsite.model.diagnostic import Subject
from okrsite.model.kpi_score import Attack, KpiScore
from okrsite.model.kpis import Baseline, Kpi
from okrsite.model.series import Point, Points, Series
from okrsite.pipeline.present.charts.line import LineChart, axis, point_labels, value_marks
from okrsite.pipeline.present.charts.parts import Level, Remark, Stretch
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.edges import edges, month_starts
from okrsite.pipeline.present.kpis import GAPS, points_of
from okrsite.pipeline.present.links import goal_link
from okrsite.pipeline.present.phases import phases
from okrsite.pipeline.present.ranges import figures_of_kpi, kpi_range, kpi_value
from okrsite.pipeline.present.timeline import moves

# Each goal has a lane of its own above the picture; the table of goals has them all.
SHOWN_STRETCHES = 4
SHOWN_REMARKS = 9
# So many letters fit on a bracket of a phone's picture, in two lines at most; what is longer is
# told whole where the pointer rests on it, and in the table of goals.
ON_BRACKET = 34
LINES = 2


def kpi_chart(ctx: PageContext, kpi: Kpi, score: KpiScore) -> LineChart | None:
    """The KPI's chart over all its time; nothing before there is a value."""
    points = points_of(score)
    if not points:
        return None
    first, last = days_of(ctx, kpi, points)
    levels = _levels(ctx, kpi)
    up = axis([*points.floats, *(x.value for x in levels)], kpi.range, kpi.warning)
    return LineChart(
        title=kpi.title,
        description=_description(ctx, kpi, points[0], points[-1]),
        points=points,
        gap=GAPS[kpi.cadence],
        skipped=skipped_days(score),
        first=first,
        last=last,
        up=up,
        marks=value_marks(up, kpi.unit, ctx.numbers, points.floats),
        days=ctx.numbers.along(first, last),
        labels=point_labels(points, figures_of_kpi(ctx, kpi), ctx.numbers),
        range=kpi.range,
        warning=kpi.warning,
        levels=levels,
        spans=stretches(ctx, score, first, last),
        remarks=_numbered_remarks(ctx, kpi, first, last),
        moves=moves(ctx, Subject("kpi", kpi.id), first, last),
        edges=edges(ctx, kpi, score, points[-1]),
        months=month_starts(first, last),
        now=(ctx.today, ctx.words["kpi_page.today"]) if first <= ctx.today <= last else None,
        phases=phases(ctx, kpi, score, first),
    )


def days_of(ctx: PageContext, kpi: Kpi, points: Points) -> tuple[date, date]:
    """The first and last day of the picture; a single value stands in the middle of it.

    The picture goes on to today, so that a KPI that nobody reports any more shows the time since.
    """
    beat = timedelta(days=GAPS[kpi.cadence])
    first, last = points[0].day, points[-1].day
    if first == last:
        return _moved(first, -beat), max(_moved(first, beat), ctx.today)
    return first, max(last, ctx.today)


def skipped_days(score: KpiScore) -> frozenset[date]:
    """The days of values whose period does not follow that of the value before.

    Nothing is missing where no value is expected on a day off.
    """
    if score.periods.cadence == "daily":
        return frozenset()
    return frozenset(
        after.on
        for before, after in pairwise(score.periods.complete)
        if (after.period.start - before.period.end).days > 1
    )


def stretches(ctx: PageContext, score: KpiScore, first: date, last: date) -> tuple[Stretch, ...]:
    """The days in which goals acted on the KPI, as far as the picture shows them, oldest first.

    Of many goals the picture shows the newest.
    """
    seen = [
        attack
        for attack in score.attacks
        if attack.window.start < last and attack.window.end > first
    ]
    return tuple(
        Stretch(attack.window, _on_bracket(ctx, attack), _name(ctx, attack))
        for attack in seen[-SHOWN_STRETCHES:]
    )


def remarks_of(ctx: PageContext, kpi: Kpi) -> tuple[Remark, ...]:
    """The remarks written beside the KPI's observations, oldest first."""
    series = ctx.find(Series, kpi.id)
    if series is None:
        return ()
    said = sorted(series.notes.items())
    return tuple(Remark(series.points[place].day, text) for place, text in said)


def _name(ctx: PageContext, attack: Attack) -> str:
    days = ctx.numbers.span(attack.window.start, attack.window.end)
    return ctx.words.listed((goal_link(ctx, attack.goal).text, days))


def _on_bracket(ctx: PageContext, attack: Attack) -> tuple[str, ...]:
    title = goal_link(ctx, attack.goal).text
    return tuple(wrap(title, ON_BRACKET, max_lines=LINES, placeholder="…"))


def _numbered_remarks(ctx: PageContext, kpi: Kpi, first: date, last: date) -> tuple[Remark, ...]:
    """The newest remarks that the picture shows, each with its day."""
    seen = [remark for remark in remarks_of(ctx, kpi) if first <= remark.day <= last]
    return tuple(
        Remark(remark.day, ctx.numbers.dated(remark.day, remark.text))
        for remark in seen[-SHOWN_REMARKS:]
    )


def _description(ctx: PageContext, kpi: Kpi, first: Point, last: Point) -> str:
    return ctx.words.say(
        "kpi.chart",
        first=kpi_value(ctx, kpi, first.value),
        first_day=ctx.numbers.day(first.day),
        last=kpi_value(ctx, kpi, last.value),
        last_day=ctx.numbers.day(last.day),
        range=kpi_range(ctx, kpi),
    )


def _levels(ctx: PageContext, kpi: Kpi) -> tuple[Level, ...]:
    """The baselines as steps, each until the next, and the target.

    Words at the edge of the picture name the last baseline and the target.
    """
    known = sorted(
        (baseline for baseline in kpi.baselines if baseline.since <= ctx.today),
        key=lambda baseline: baseline.since,
    )
    steps = [
        _step(ctx, kpi, baseline, following.since if following else None)
        for baseline, following in pairwise([*known, None])
        if baseline
    ]
    if not kpi.target:
        return tuple(steps)
    return (*steps, Level("target", kpi.target.value, ""))


def _step(ctx: PageContext, kpi: Kpi, baseline: Baseline, until: date | None) -> Level:
    name = kpi_value(ctx, kpi, baseline.value) if until else ""
    day = ctx.numbers.day(baseline.since)
    mark = ctx.words.say("kpi_page.rebaselined_mark", day=day) if baseline.from_ else ""
    return Level("baseline", baseline.value, name, baseline.since, until, mark)


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min
