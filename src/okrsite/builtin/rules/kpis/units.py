"""Values that were probably written in another unit than the KPI's."""

from collections.abc import Iterator
from math import inf

from okrsite.api import Finding, Points, Range, Rule, Scored
from okrsite.builtin.example import POINTS, SERIES
from okrsite.builtin.rules.subjects import subject_of

LARGEST_SHARE = 1.5
# How far from a hundredth or a hundredfold a value may be and still be taken for one.
NEAR = 1.25
ALIKE = 2.0
NEWEST = 60


def _written(value: float) -> str:
    """A value with all its digits, since a rounded 0.9995 would read as 1."""
    return f"{value:.10g}"


def check_share_in_percent(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs in % that hold shares of 1, while their range speaks of 0 to 100."""
    for kpi in scored.forest.kpis.values():
        series = scored.forest.series.get(kpi.id)
        if kpi.unit != "%" or kpi.range is None or series is None or not series.points:
            continue
        newest = series.points[-1].value
        if _are_shares(series.points, kpi.range):
            yield Finding(
                series.span,
                f"the values of the KPI '{kpi.title}' look like shares of 1, and its unit is %: "
                f"the newest is {_written(newest)}",
                f"Write them as percent, {_written(newest)} as {_written(newest * 100)}.",
                subject_of(kpi),
                {"title": kpi.title, "value": newest},
            )


def _are_shares(points: Points, range_: Range) -> bool:
    """Whether no value can be percent: all lie far below the range, or at a hundredth of it."""
    values = points.floats
    if not all(0 <= value <= LARGEST_SHARE for value in values) or not any(values):
        return False
    if range_.min is not None:
        return range_.min > LARGEST_SHARE and all(
            value * 100 >= range_.min / ALIKE for value in values
        )
    high = range_.max
    return (
        high is not None
        and high > LARGEST_SHARE
        and all(high / ALIKE <= value * 100 <= high * ALIKE for value in values)
    )


SHARES = "date,value\n2026-07-31,0.078\n2026-08-31,0.081\n2026-09-30,0.08\n2026-10-31,0.048\n"

SHARE_IN_PERCENT = Rule(
    code="OKR309",
    name="share-in-percent",
    severity="warning",
    asked_of="kpi",
    title="A KPI in % holds shares of 1",
    why="""
Values in % are 0 to 100. A sheet or a database often keeps 0.05 for 5 %: then the KPI reads 0 %,
lies far outside of its range or safely inside it, and both are wrong.
""",
    bad={SERIES: SHARES},
    good={SERIES: POINTS},
    check=check_share_in_percent,
)


def check_hundredfold_value(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs with a value that is a hundred times those beside it, or a hundredth of them."""
    for kpi in scored.forest.kpis.values():
        series = scored.forest.series.get(kpi.id)
        newest = series.points[-NEWEST:] if series else Points()
        odd = next((place for place in range(len(newest)) if _is_hundredfold(newest, place)), None)
        if series is None or odd is None:
            continue
        day, value = newest[odd]
        beside = newest[odd - 1 if odd else 1].value
        yield Finding(
            series.span,
            f"the value of the KPI '{kpi.title}' on {day} is {_written(value)}, and the one beside "
            f"it {_written(beside)}: a hundred times as much or as little",
            "Look whether it was written in another unit, or with the point in another place.",
            subject_of(kpi),
            {"title": kpi.title, "day": day.isoformat(), "value": value},
        )


def _is_hundredfold(points: Points, place: int) -> bool:
    """Whether a value is a hundredth or a hundredfold of two neighbours that are alike."""
    values, first = points.floats, max(0, min(place - 1, len(points) - 3))
    beside = [values[near] for near in range(first, min(first + 3, len(points))) if near != place]
    if len(beside) < 2 or not min(beside) > 0 or values[place] <= 0:
        return False
    if max(beside) > ALIKE * min(beside):
        return False
    # Halves first, since two of the largest figures have no sum.
    times = values[place] / (beside[0] / 2 + beside[1] / 2)
    if not 0 < times < inf:
        return False
    return 1 / NEAR <= max(times, 1 / times) / 100 <= NEAR


HUNDREDFOLD_VALUE = Rule(
    code="OKR310",
    name="hundredfold-value",
    severity="hint",
    asked_of="kpi",
    title="A value is a hundred times those beside it",
    why="""
A lost decimal point, cents for euros or a share for percent make a value a hundred times as large
or as small as its neighbours. It may be right; then nothing needs to change.
""",
    bad={SERIES: POINTS.replace("2026-09-30,8\n", "2026-09-30,800\n")},
    good={SERIES: POINTS},
    check=check_hundredfold_value,
)
