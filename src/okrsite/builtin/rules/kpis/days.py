"""Observations on days that no value can be of."""

from collections.abc import Iterator
from datetime import date

from okrsite.api import Finding, Kpi, Rule, Scored, Series, Span
from okrsite.builtin.example import POINTS, SERIES
from okrsite.builtin.rules.subjects import subject_of

# What is earlier is a year with two digits, or the day zero of a spreadsheet.
EARLIEST = date(1900, 1, 2)


def check_implausible_days(scored: Scored, _: None) -> Iterator[Finding]:
    """The first row of each CSV file that is dated after today, and the first before 1900."""
    for id_, series in scored.forest.series.items():
        kpi, days = scored.forest.kpis[id_], series.points
        seen, early = days.until(scored.today), days.before(EARLIEST)
        if early:
            yield _finding(kpi, series, 0, early, "long before any value", "Correct the year.")
        if seen < len(days):
            help_ = "Correct the year, the month or the day; until that day, it is not shown."
            yield _finding(kpi, series, seen, len(days) - seen, "which is still to come", help_)


def _finding(kpi: Kpi, series: Series, place: int, count: int, reason: str, help_: str) -> Finding:
    day = series.points[place].day
    more = {1: "", 2: "; 1 more row is so, too"}.get(count, f"; {count - 1} more rows are so, too")
    return Finding(
        Span(series.span.path, series.line(place)),
        f"a value is dated {day}, {reason}{more}",
        help_,
        subject_of(kpi),
        {"title": kpi.title, "day": day.isoformat()},
    )


IMPLAUSIBLE_DAY = Rule(
    code="OKR076",
    name="implausible-day",
    severity="warning",
    title="A row of a CSV file is dated in the future, or long ago",
    why="""
A page knows nothing that is later than the day it is made for, so such a row is not shown, and the
KPI looks as if nobody had measured it. Mostly the year is a slip.
""",
    bad={SERIES: POINTS + "2027-11-15,4.2\n"},
    good={SERIES: POINTS + "2026-11-15,4.2\n"},
    check=check_implausible_days,
)
