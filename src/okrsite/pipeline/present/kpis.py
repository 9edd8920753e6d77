"""KPIs: one as it stands on a board or in a strip."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from okrsite.model.kpi_score import Change, KpiScore
from okrsite.model.kpis import Kpi
from okrsite.model.names import Cadence, KpiId
from okrsite.model.series import Points
from okrsite.pipeline.compute.rounding import finite
from okrsite.pipeline.figures.precision import Precision, as_read, usual_places
from okrsite.pipeline.present.charts.downsample import thinned
from okrsite.pipeline.present.charts.spark import Spark
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.links import kpi_link, person_link, team_link
from okrsite.pipeline.present.paths import Anchor
from okrsite.pipeline.present.ranges import figures_of_kpi, kpi_range, kpi_value
from okrsite.pipeline.present.status import Badge, Tone, health_badge, loop_badge

GAPS: dict[Cadence, int] = {
    "daily": 4,
    "weekly": 15,
    "monthly": 63,
    "quarterly": 185,
    "yearly": 740,
}
# Every small line shows the same year, so that boards may be read across, in so many columns.
_YEAR = timedelta(days=365)
_COLUMNS = 26


class ChangeView(Struct, frozen=True):
    """What happened since the period before.

    Attributes:
        text: The figure with its sign.
        tone: What its colour says.
        verdict: Whether it is good.
        sentence: The same in a sentence.
    """

    text: str
    tone: Tone
    verdict: str
    sentence: str


class KpiCard(Struct, frozen=True, kw_only=True):
    """A KPI on a board.

    Attributes:
        link: The KPI's title, leading to its page.
        team: The team that watches it.
        owner: Who answers for it.
        value: The value that is judged.
        as_of: The day of the value; empty when the KPI was never observed.
        range: The range in words.
        health: Where the value is, against the range.
        loop: Whether it is watched or being changed.
        change: What happened since the period before.
        spark: How it went lately.
        critical: That the company cannot afford to ignore it, in a word; else empty.
    """

    link: Anchor
    team: Anchor | None
    owner: Anchor | None
    value: str
    as_of: str
    range: str
    health: Badge
    loop: Badge
    change: ChangeView | None
    spark: Spark | None
    critical: str


def kpi_card(ctx: PageContext, id_: KpiId) -> KpiCard:
    """A KPI as boards show it."""
    kpi, score = ctx.kpi(id_), ctx.kpi_score(id_)
    return KpiCard(
        link=kpi_link(ctx, id_),
        team=team_link(ctx, kpi.team),
        owner=person_link(ctx, kpi.owner),
        value=kpi_value(ctx, kpi, score.value),
        as_of=briefly_as_of(ctx, score),
        range=kpi_range(ctx, kpi),
        health=health_badge(ctx.words, score.health),
        loop=loop_badge(ctx.words, score.loop),
        change=change_of(ctx, kpi, score),
        spark=spark_of(ctx, kpi, score),
        critical=ctx.words["kpi.critical"] if kpi.critical else "",
    )


def as_of(ctx: PageContext, score: KpiScore) -> str:
    """The day that a value is from."""
    if score.as_of is None:
        return ""
    return ctx.words.say("kpi.as_of", day=ctx.numbers.day(score.as_of))


def briefly_as_of(ctx: PageContext, score: KpiScore) -> str:
    """The day that a value is from, without its year where that is the site's own."""
    day = score.as_of
    if day is None:
        return ""
    is_near = day.year == ctx.today.year
    return ctx.words.say(
        "kpi.as_of", day=ctx.numbers.short_day(day) if is_near else ctx.numbers.month(day)
    )


def points_of(score: KpiScore) -> Points:
    """The values of the complete periods, each at its period's last observation."""
    return score.periods.complete.points


def spark_of(ctx: PageContext, kpi: Kpi, score: KpiScore) -> Spark | None:
    """How the KPI went in the last year; nothing where it has no values of it."""
    first, last = spark_window(ctx)
    points = thinned(list(points_of(score).between(first, last)), _COLUMNS)
    if not points:
        return None
    write = ctx.numbers
    title = ctx.words.say(
        "kpi.spark",
        first=kpi_value(ctx, kpi, points[0].value),
        first_day=write.day(points[0].day),
        last=kpi_value(ctx, kpi, points[-1].value),
        last_day=write.day(points[-1].day),
    )
    # Of days so few are kept that they lie farther apart than they were observed.
    gap = max(GAPS[kpi.cadence], 2 * _YEAR.days // _COLUMNS)
    target = kpi.target.value if kpi.target else None
    return Spark(title, points, kpi.range, gap, (first, last), target)


def spark_window(ctx: PageContext) -> tuple[date, date]:
    """The first and the last day of every small line: the year up to the site's day."""
    return max(ctx.today, date.min + _YEAR) - _YEAR, ctx.today


def change_of(ctx: PageContext, kpi: Kpi, score: KpiScore) -> ChangeView | None:
    """The change since the complete period before; nothing where there was none."""
    change = score.change
    if change is None:
        return None
    numbers, words = ctx.numbers, ctx.words
    text = _difference(ctx, kpi, change)
    is_good = None if change.is_noise else change.is_good
    verdict = {True: "better", False: "worse", None: ""}[is_good]
    tone: Tone = {"better": "good", "worse": "bad", "": "quiet"}[verdict]  # type: ignore[assignment]
    sentence = words.say(
        "kpi.change",
        before=kpi_value(ctx, kpi, change.previous.value),
        before_period=numbers.period(change.previous.period),
        after=kpi_value(ctx, kpi, change.latest.value),
        after_period=numbers.period(change.latest.period),
        change=text,
    )
    return ChangeView(text, tone, words[f"kpi.{verdict}"] if verdict else "", sentence)


def _difference(ctx: PageContext, kpi: Kpi, change: Change) -> str:
    """What lies between the two values as they are shown: points of a KPI in per cent."""
    before, after = change.previous.value, change.latest.value
    precision, step = _step(ctx, kpi, before, after)
    if not step:
        return ctx.words["kpi.unchanged"]
    if kpi.unit == "%":
        shown = ctx.numbers.signed(step, "", precision)
        return ctx.words.count("kpi.points", _counted(step), shown)
    if change.relative is None:
        return ctx.numbers.signed(step, kpi.unit, precision)
    percent = finite(change.relative * 100)
    return ctx.numbers.signed(percent, "%", _two_figures(percent))


def _step(ctx: PageContext, kpi: Kpi, before: float, after: float) -> tuple[Precision, float]:
    """The difference of two values as they are shown, and in which precision."""
    figures = figures_of_kpi(ctx, kpi)
    precisions = [ctx.numbers.precision(value, figures) for value in (before, after)]
    precision = max(precisions, key=lambda precision: precision.places)
    shown = [as_read(value, precision, kpi.unit) for value in (before, after)]
    return precision, finite(float(shown[1] - shown[0]))


def _two_figures(percent: float) -> Precision:
    """Percent to one place; smaller changes to two figures, so that none reads as nothing."""
    size = abs(percent)
    return Precision(1 if size >= 1 else max(usual_places(size) - 1, 1))


def _counted(step: float) -> float:
    """A number as plural forms count it: without a sign, and whole where it is."""
    size = abs(step)
    return int(size) if size.is_integer() else size
