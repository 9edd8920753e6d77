"""Periods: of the calendar, and of a company's own year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.period import fiscal_quarter, fiscal_year, index_of, period_of

CADENCES = ("daily", "weekly", "monthly", "quarterly", "yearly")


@pytest.mark.parametrize(
    ("day", "cadence", "year_starts", "first", "last"),
    [
        ("2026-11-10", "quarterly", 1, "2026-10-01", "2026-12-31"),
        ("2026-11-10", "quarterly", 2, "2026-11-01", "2027-01-31"),
        ("2026-10-31", "quarterly", 2, "2026-08-01", "2026-10-31"),
        ("2027-01-31", "quarterly", 2, "2026-11-01", "2027-01-31"),
        ("2028-02-29", "quarterly", 12, "2027-12-01", "2028-02-29"),
        ("2027-01-31", "yearly", 2, "2026-02-01", "2027-01-31"),
        ("2027-02-01", "yearly", 2, "2027-02-01", "2028-01-31"),
        ("2026-11-10", "monthly", 2, "2026-11-01", "2026-11-30"),
        ("0001-01-05", "yearly", 2, "0001-01-01", "0001-01-31"),
        ("9999-12-31", "yearly", 2, "9999-02-01", "9999-12-31"),
    ],
)
def test_quarters_and_years_begin_with_the_companys_own_year(
    day, cadence, year_starts, first, last
) -> None:
    period = period_of(date.fromisoformat(day), cadence, year_starts)
    assert (period.start.isoformat(), period.end.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("day", "year_starts", "quarter", "year"),
    [
        ("2026-08-01", 2, 3, 2027),
        ("2027-01-31", 2, 4, 2027),
        ("2027-02-01", 2, 1, 2028),
        ("2026-04-01", 4, 1, 2027),
        ("2026-12-31", 12, 1, 2027),
        ("2026-12-31", 1, 4, 2026),
    ],
)
def test_a_year_is_called_by_the_calendar_year_in_which_it_ends(
    day, year_starts, quarter, year
) -> None:
    on = date.fromisoformat(day)
    assert (fiscal_quarter(on, year_starts), fiscal_year(on, year_starts)) == (quarter, year)


@given(st.dates(date(2, 1, 1), date(9990, 1, 1)), st.sampled_from(CADENCES), st.integers(1, 12))
def test_periods_follow_one_another_without_a_gap_and_are_counted_by_one(
    day, cadence, year_starts
) -> None:
    period = period_of(day, cadence, year_starts)
    after = period.end + timedelta(days=1)
    assert period.start <= day <= period.end
    assert period_of(after, cadence, year_starts).start == after
    assert index_of(after, cadence, year_starts) == index_of(day, cadence, year_starts) + 1
    assert index_of(period.start, cadence, year_starts) == index_of(day, cadence, year_starts)
