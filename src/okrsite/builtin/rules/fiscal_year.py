"""The month in which the company's year begins, as the names of its cycles tell it."""

import re
from calendar import month_name
from collections.abc import Iterator

from okrsite.api import Cycle, Finding, Rule, Scored
from okrsite.builtin.example import CYCLE, KPI, SETTINGS, cycle_text, kpi_text
from okrsite.builtin.rules.subjects import subject_of

_NAME = re.compile(r"fy(?:[0-9]{2}|[0-9]{4})-?([qh])([1-4])")
_MONTHS = {"q": 3, "h": 6}


def check_year_starts(scored: Scored, _: None) -> Iterator[Finding]:
    """The first cycle with the name of a fiscal quarter or half that begins in another month.

    Where no KPI is of a quarter or a year, nothing depends on it.
    """
    forest = scored.forest
    told = forest.settings.calendar.year_starts
    if not any(kpi.cadence in {"quarterly", "yearly"} for kpi in forest.kpis.values()):
        return
    for cycle in sorted(forest.cycles.values(), key=lambda cycle: (cycle.start, cycle.id)):
        month = _year_starts(cycle)
        if month is None or month == told:
            continue
        yield Finding(
            cycle.at("start"),
            f"by the cycle '{cycle.title}' the year begins in {month_name[month]}, "
            f"and the quarters of KPIs are of a year from {month_name[told]}",
            f"Write year_starts = {month} under [calendar] in {SETTINGS}, or correct the day.",
            subject_of(cycle),
            {"title": cycle.title, "month": month},
        )
        return


def _year_starts(cycle: Cycle) -> int | None:
    """The month in which the year begins that a cycle is a part of by its id."""
    found = _NAME.fullmatch(cycle.id.lower())
    if not found or cycle.start.day != 1:
        return None
    return (cycle.start.month - 1 - _MONTHS[found[1]] * (int(found[2]) - 1)) % 12 + 1


FISCAL = CYCLE.replace("2026-q4", "fy27-q3")
QUARTERLY = kpi_text(fields='unit = "%"\nrange = { max = 5 }\ncadence = "quarterly"')

YEAR_STARTS = Rule(
    code="OKR133",
    name="year-starts",
    severity="warning",
    title="Cycles are of another year than the quarters of KPIs",
    why="""
A quarterly KPI adds up the months of a quarter. If the company's third quarter ends in October and
okrsite's in September, each shows another number under the same name, and one of them may be out of
range though nothing is wrong.
""",
    bad={
        KPI: QUARTERLY,
        FISCAL: cycle_text("Q3 FY27", "2025-08-01", "2025-10-31", "closed = 2025-11-05", "Done.\n"),
    },
    good={
        KPI: QUARTERLY,
        FISCAL: cycle_text("Q3 FY27", "2025-07-01", "2025-09-30", "closed = 2025-10-05", "Done.\n"),
    },
    check=check_year_starts,
)
