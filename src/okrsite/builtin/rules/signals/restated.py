"""KPIs whose source gives other values for the past than those that were published."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.rules.signals.staleness import ANSWERED, FETCHED, NOTE
from okrsite.builtin.rules.subjects import kpis_with_scores, subject_of
from okrsite.model.provenance import Restatement
from okrsite.model.series import Series


def check_restated(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs with values in their file that their source denies, as far as that was seen by today."""
    for kpi, _score in kpis_with_scores(scored):
        known = scored.forest.provenance.get(kpi.id)
        if known is None:
            continue
        series = scored.forest.series.get(kpi.id)
        seen = [
            other
            for other in known.restated
            if other.since_day <= scored.today and other.is_about(_value_on(series, other))
        ]
        if seen:
            day = min(other.since_day for other in seen)
            yield Finding(
                kpi.at("source"),
                f"the source '{known.source}' of the KPI '{kpi.title}' says otherwise since {day}: "
                f"{_told(seen)}",
                f"Find out why, and take its values with okrsite fetch --revise --only {kpi.id}; "
                "a row that is gone there is removed by hand.",
                subject_of(kpi),
                {"title": kpi.title, "source": known.source, "day": day.isoformat()},
            )


def _value_on(series: Series | None, other: Restatement) -> float | None:
    points = series.points.between(other.day, other.day) if series else ()
    return next((point.value for point in points), None)


def _told(seen: list[Restatement]) -> str:
    last = seen[-1]
    there = "nothing" if last.there is None else f"{last.there:.15g}"
    more = f", and {len(seen) - 1} more" if len(seen) > 1 else ""
    return f"{last.day} is {last.here:.15g} here and {there} there{more}"


RESTATED = """[[restated]]
day = 2026-10-31
here = 4.8
there = 5.1
since = 2026-11-10 06:00:00+00:00
"""

SOURCE_RESTATED = Rule(
    code="OKR519",
    name="source-restated",
    severity="signal",
    asked_of="kpi",
    title="The source of a KPI says otherwise about the past",
    why="""
What was published stays until somebody takes the new value over, for goals were judged by it. But
whoever looks at the number should know that its source tells another one by now.
""",
    bad={**FETCHED, NOTE: ANSWERED + RESTATED},
    good={**FETCHED, NOTE: ANSWERED},
    also_good=({**FETCHED, NOTE: ANSWERED + RESTATED.replace("here = 4.8", "here = 4.9")},),
    check=check_restated,
)
